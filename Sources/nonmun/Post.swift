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
  /// What prints the same bytes, as a shell reads it.
  let command: String

  func write(_ bytes: [UInt8], _ record: PostRecord, library: Library) throws {
    let held = try FileBytes.read(path, shown: shown)
    let text = try record.text
    if held == bytes {
      if try library.digestMark(of: path) != text { try library.setDigestMark(text, of: path) }
      Standard.output("\(shown.forTerminal): nothing to change")
      return
    }
    if let held, PostRecord(try library.digestMark(of: path))?.whole != ByteMark(held) {
      throw Refusal(path: shown, command: command)
    }
    try SafeWrite.write(bytes, to: path, shown: shown)
    try library.setDigestMark(text, of: path)
    Standard.output(shown.forTerminal)
  }

  /// A file stands there that is not as nonmun left it.
  private struct Refusal: Error, CustomStringConvertible {
    let path: String
    let command: String

    var description: String {
      """
      \(path) was not written by nonmun, or was changed since; it is left as it is
      see the difference with: \(command) | diff \(path.forShell) -
      take what was changed there back into the pages with: nonmun import \(path.forShell)
      """
    }
  }
}

extension String {
  /// As one word of a shell's.
  var forShell: String {
    let plain = unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_./".unicodeScalars.contains($0)
    }
    return plain && !isEmpty ? self : "'" + replacing("'", with: #"'\''"#) + "'"
  }
}
