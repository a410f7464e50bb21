package import NonmunKit

/// `Feeds/dismissed.tsv`: what the reader does not want, a line each, in the order it was said.
///
/// A line is an item, a tab, and the name of a tag or `*` for all; what stands behind a second tab,
/// such as the day, is the reader's. `#` begins a comment. Lines are added at the end and taken out
/// whole; every other byte stays.
package struct DismissalsFile: Sendable {
  package static let path = "Feeds/dismissed.tsv"

  package private(set) var lines: [Line] = []

  package struct Line: Sendable {
    /// With what ends it.
    var bytes: [UInt8]
    /// `nil` for a comment and an empty line.
    package var dismissal: Dismissal?
  }

  package init(parsing bytes: [UInt8]) throws(FileError) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      let line = Array(bytes[start..<end])
      lines.append(Line(bytes: line, dismissal: try Self.dismissal(line, number: lines.count + 1)))
      start = end
    }
  }

  package var dismissals: [Dismissal] { lines.compactMap(\.dismissal) }

  private static func dismissal(_ line: [UInt8], number: Int) throws(FileError) -> Dismissal? {
    func error(_ column: Int, _ reason: String) -> FileError {
      FileError(path: path, line: number, column: column, reason: reason)
    }
    guard let text = String(validating: line, as: UTF8.self) else { throw error(1, "not UTF-8") }
    let content = text.filter { !$0.isNewline }
    guard !content.isEmpty, !content.hasPrefix("#") else { return nil }
    let columns = content.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count >= 2 else {
      throw error(1, "here an item, a tab, and the name of a tag or * stand")
    }
    guard let item = ItemReference(String(columns[0]))?.id else {
      throw error(1, "“\(columns[0])” names no item: write an arXiv id, a DOI or an address")
    }
    guard !columns[1].isEmpty else {
      throw error(columns[0].unicodeScalars.count + 2, "here the name of a tag or * stands")
    }
    return Dismissal(item: item, tag: columns[1] == "*" ? nil : String(columns[1]))
  }
}

extension DismissalsFile {
  private static let heading = """
    # What is not for me, as nonmun dismiss wrote it: item, tag or * for all, day.

    """

  package var bytes: [UInt8] { lines.flatMap(\.bytes) }

  /// - Returns: Whether it was not there yet, alone or within the dismissal from every tag.
  package mutating func add(_ dismissal: Dismissal, on day: Day) -> Bool {
    let held = dismissals
    guard !held.contains(dismissal), !held.contains(Dismissal(item: dismissal.item)) else {
      return false
    }
    if lines.isEmpty { lines.append(Line(bytes: Array(Self.heading.utf8))) }
    if let last = lines.last?.bytes.last, last != UInt8(ascii: "\n") {
      lines[lines.count - 1].bytes.append(UInt8(ascii: "\n"))
    }
    let text = "\(dismissal.item)\t\(dismissal.tag ?? "*")\t\(day)\n"
    lines.append(Line(bytes: Array(text.utf8), dismissal: dismissal))
    return true
  }

  /// Takes out what was said of an item: of one tag, or of all.
  ///
  /// - Returns: Whether there was anything.
  package mutating func remove(_ item: ItemID, tag: String?) -> Bool {
    let count = lines.count
    lines.removeAll { line in
      guard let dismissal = line.dismissal, dismissal.item == item else { return false }
      return tag == nil || dismissal.tag == tag
    }
    return lines.count < count
  }
}

extension Workspace {
  /// Without the file nothing is dismissed.
  package func dismissals() throws -> DismissalsFile {
    try DismissalsFile(parsing: try bytes(of: DismissalsFile.path) ?? [])
  }

  /// Writes the file as `edit` makes it; nobody else of nonmun's writes it meanwhile.
  package func editDismissals(_ edit: (inout DismissalsFile) throws -> Void) throws {
    let lock = try WorkspaceLock(self)
    var file = try dismissals()
    let held = file.bytes
    try edit(&file)
    let bytes = file.bytes
    if bytes != held {
      try SafeWrite.write(bytes, to: path(DismissalsFile.path), shown: DismissalsFile.path)
    }
    _ = consume lock
  }
}
