import Foundation
import NonmunKit
import NonmunStore
import NonmunWorkspace

/// A digest on the disk. What somebody else wrote there, or changed, is never replaced.
struct Post {
  /// Absolute.
  let path: String
  /// As messages name it.
  let shown: String

  func write(_ bytes: [UInt8], library: Library) throws {
    let held = try FileBytes.read(path, shown: shown)
    if held == bytes {
      let mark = Self.mark(bytes)
      if try library.digestMark(of: path) != mark { try library.setDigestMark(mark, of: path) }
      Standard.output("\(shown): nothing to change")
      return
    }
    if let held, try library.digestMark(of: path) != Self.mark(held) {
      throw Refusal(path: shown)
    }
    try SafeWrite.write(bytes, to: path, shown: shown)
    try library.setDigestMark(Self.mark(bytes), of: path)
    Standard.output(shown.forTerminal)
  }

  /// Tells one content from every other: its length and its FNV-1a hash.
  private static func mark(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return "\(bytes.count) \(hash)"
  }

  /// A file stands there that is not as nonmun left it.
  private struct Refusal: Error, CustomStringConvertible {
    let path: String

    var description: String {
      """
      \(path) was not written by nonmun, or was changed since; it is left as it is
      see the difference with: nonmun digest … --output - | diff '\(path)' -
      """
    }
  }
}
