import Foundation

/// What a digest wrote, kept in the library: to tell later who changed the post, and who the pages.
///
/// The library is a cache. Without a record nothing is known, and nothing is replaced.
struct PostRecord: Codable, Equatable {
  var whole: ByteMark
  /// What the digest put before the diary, and behind it.
  var prefix: ByteMark
  var suffix: ByteMark
  /// What the digest put into the front matter of the head, and where; `nil` for nothing.
  var lines: ByteMark?
  var place: Int?
  /// The pieces by file, from the workspace.
  var pieces: [String: ByteMark]

  init(
    whole: [UInt8], prefix: [UInt8] = [], suffix: [UInt8] = [],
    lines: (place: Int, lines: [UInt8])? = nil, pieces: [(file: String, bytes: [UInt8])]
  ) {
    self.whole = ByteMark(whole)
    self.prefix = ByteMark(prefix)
    self.suffix = ByteMark(suffix)
    self.lines = lines.map { ByteMark($0.lines) }
    place = lines?.place
    self.pieces = Dictionary(pieces.map { ($0.file, ByteMark($0.bytes)) }) { first, _ in first }
  }

  /// Reads what ``text`` wrote; `nil` for other text, such as that of an older version.
  init?(_ text: String?) {
    guard let text else { return nil }
    do {
      self = try JSONDecoder().decode(PostRecord.self, from: Data(text.utf8))
    } catch {
      return nil
    }
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

/// Tells one content from every other: its length and its FNV-1a hash.
struct ByteMark: Codable, Equatable {
  var count: Int
  var hash: UInt64

  init(_ bytes: some Sequence<UInt8>) {
    (count, hash) = bytes.reduce((0, 0xCBF2_9CE4_8422_2325 as UInt64)) { mark, byte in
      (mark.0 + 1, (mark.1 ^ UInt64(byte)) &* 0x100_0000_01B3)
    }
  }
}
