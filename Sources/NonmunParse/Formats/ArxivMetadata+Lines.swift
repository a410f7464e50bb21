import Foundation
import NonmunKit

extension ArxivMetadata {
  /// Whether a body begins with papers of this form.
  ///
  /// Its first line may be damaged; one that follows must then say more than a list of another
  /// form would, written over lines.
  static func isBulk(_ start: [UInt8]) -> Bool {
    let lines = start.split(separator: UInt8(ascii: "\n"), maxSplits: mostDamagedLines + 1)
    return lines.prefix(mostDamagedLines + 1).enumerated().contains { index, line in
      guard line.first == UInt8(ascii: "{"), lines[0].first != UInt8(ascii: "["),
        let item = try? item(parsing: Data(line))  // No paper: the next line may be one.
      else { return false }
      return index == 0 || !item.title.isEmpty && !item.summary.isEmpty
    }
  }

  private static let mostDamagedLines = 8

  /// Line by line; damaged ones are left out, and told.
  static func read(
    _ pieces: BodyPieces, _ text: BodyText, after known: Int, _ each: TakeItem
  ) throws(FeedError) -> ParsedFeed {
    var lines = Lines(place: ReadingPlace(format: .arxivMetadata, entries: 0, bytes: 0))
    var wantsMore = true
    func take() {
      let item = lines.item(after: known)
      lines.place.bytes = pieces.bytesRead
      if let item { wantsMore = each(item, lines.place) }
    }
    func read(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
      var rest = piece[...]
      while wantsMore, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        lines.add(rest[..<end])
        take()
        rest = rest[(end + 1)...]
      }
      lines.add(rest)
      return wantsMore
    }
    if text.looksLikeJSON {
      try pieces.eachPiece(of: text, mends: false, read)
    } else {
      // Its beginning is damaged, and was taken for that of another document.
      try pieces.eachPiece(read)
    }
    if wantsMore { take() }
    var feed = ParsedFeed(format: .arxivMetadata, title: "arXiv metadata")
    if lines.damaged > 0 { feed.defect = "lines that are no papers: \(lines.damaged)" }
    return feed
  }

  /// The line that is being read, and those before.
  private struct Lines {
    var place: ReadingPlace
    private(set) var damaged = 0
    private var line: [UInt8] = []

    /// In bytes. No paper is longer: what follows in such a line is passed over.
    private static let longest = 16 << 20

    init(place: ReadingPlace) { self.place = place }

    mutating func add(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
      if line.count <= Self.longest { line += part }
    }

    /// The paper of the line, which is over.
    mutating func item(after known: Int) -> FeedItem? {
      defer { line.removeAll(keepingCapacity: line.count < Self.longest) }
      guard line.contains(where: { $0 > 0x20 }) else { return nil }
      place.entries += 1
      guard place.entries > known else { return nil }
      if line.count <= Self.longest,
        let item = try? ArxivMetadata.item(parsing: Data(line))  // Counted, and told once.
      {
        return item
      }
      damaged += 1
      return nil
    }
  }
}
