import Foundation
import NonmunKit
import NonmunMarkdown
import NonmunStore
import NonmunWorkspace

/// A weekly post on its way into `Annotations/`: an old one, or a digest that was edited.
struct PostImport {
  let file: String
  private let path: String
  let desk: Desk
  /// `nil` where the library cannot be read: then no digest is known to be ours.
  private let library: Library?
  let record: PostRecord?
  private let whole: [UInt8]
  let post: DiaryPost
  let outline: PageOutline

  init(_ file: String, mapping: [DayMapping], desk: Desk) throws {
    self.file = file
    self.desk = desk
    path = URL(filePath: file).standardizedFileURL.path(percentEncoded: false)
    guard let whole = try FileBytes.read(path, shown: file) else {
      throw Refusal(file: file, reasons: ["there is no such file"])
    }
    self.whole = whole
    library = desk.libraryIfAny()
    record = PostRecord(try library?.digestMark(of: path))
    let bytes = try record?.diary(in: whole, file: file) ?? whole
    do {
      outline = try PageBlocks(parsing: bytes, skippingFrontMatter: true).outline
    } catch {
      throw Refusal(file: file, reasons: [error.description])
    }
    do {
      post = try DiaryPost(
        bytes, outline: outline, name: URL(filePath: path).lastPathComponent,
        calendar: desk.settings.calendar, today: desk.today, mapping: mapping)
    } catch {
      throw UsageError("\(file): \(error)")
    }
  }

  /// Whether a file is Markdown: by its name, or since it has a day for a heading and is nothing
  /// that papers come in.
  static func isPost(_ file: String) throws -> Bool {
    let name = file.lowercased()
    if [".md", ".markdown", ".mkd", ".mdown"].contains(where: name.hasSuffix) { return true }
    guard name.hasSuffix(".txt") || !name.contains("."),
      let bytes = try FileBytes.read(
        URL(filePath: file).standardizedFileURL.path(percentEncoded: false), shown: file),
      let first = bytes.first(where: { !" \t\r\n\u{FEFF}".utf8.contains($0) }),
      !"<{[\u{1f}".utf8.contains(first), bytes.count <= PageTooLarge.limitInBytes
    else { return false }
    let outline = try PageBlocks(parsing: bytes, skippingFrontMatter: true).outline
    return outline.headings.contains { DayMark($0.text, calendar: CourseCalendar()) != nil }
  }

  func run(isDry: Bool, isAgreed: Bool) throws {
    guard post.week != nil else {
      throw Refusal(
        file: file,
        reasons: [
          "no heading, title, front matter or file name tells its days: "
            + "name them with --map 'HEADING=2024-08-19', or set calendar.starts in nonmun.yml"
        ])
    }
    let lock = try WorkspaceLock(desk.workspace)
    let entries = try entries()
    show(entries)
    if let weeks = post.weeks(calendar: desk.settings.calendar),
      weeks.lowerBound < weeks.upperBound
    {
      Standard.error(
        "\(file): its days are of more weeks than one: "
          + "\(weeks.lowerBound.name) to \(weeks.upperBound.name)")
    }
    for remark in post.remarks { Standard.error("\(file):\(remark.line): \(remark.text)") }
    for other in try others(entries) {
      Standard.error("\(file): \(other) stands in the same week, and the post has nothing of it")
    }
    let conflicts = try conflicts(entries)
    guard conflicts.isEmpty else { throw Refusal(file: file, reasons: conflicts) }
    let changes = entries.filter { $0.state == .new || $0.state == .edited }
    guard !isDry else { return }
    SafeWrite.removeLeftovers(in: desk.workspace.path(Workspace.annotations))
    guard !changes.isEmpty else {
      try remember(entries)
      return Standard.output("\(file.forTerminal): nothing to change")
    }
    guard isAgreed || !Standard.inputIsTerminal || isConfirmed() else {
      return Standard.error("nothing was written")
    }
    for entry in changes {
      guard try desk.workspace.bytes(of: entry.name) == entry.held else {
        throw WorkspaceError.changing(path: entry.name)
      }
      try SafeWrite.write(entry.bytes, to: desk.workspace.path(entry.name), shown: entry.name)
    }
    _ = consume lock
    try remember(entries)
    Standard.output("\(file.forTerminal): \(changes.count) of \(entries.count) files written")
    let command = exportCommand()
    Standard.error("the same bytes come out with: \(command)")
  }

  private func isConfirmed() -> Bool {
    Standard.bare("write these files? [y/N] ")
    return ["y", "yes", "예", "네"].contains(readLine()?.lowercased() ?? "")
  }

  /// A digest of ours stays one: what it holds is now in the pages, so that it may be replaced. Any
  /// other post gives its name to the next digest of its week, and stays as it is.
  private func remember(_ entries: [Entry]) throws {
    if var record {
      record.whole = ByteMark(whole)
      record.pieces = PostRecord(whole: [], pieces: entries.map { ($0.name, $0.bytes) }).pieces
      try library?.setDigestMark(record.text, of: path)
      return
    }
    guard let week = post.week, post.weeks(calendar: desk.settings.calendar) == week...week else {
      return
    }
    let folder = desk.workspace.path(desk.settings.digestDirectory) + "/"
    if path.hasPrefix(folder) {
      try library?.setPostName(String(path.dropFirst(folder.count)), of: week)
    } else if let name = path.split(separator: "/").last, name.isNameOfPost {
      try library?.setPostName(String(name), of: week)
    }
  }

  /// Why a post is not taken in. Nothing of it was written.
  struct Refusal: Error, CustomStringConvertible {
    let file: String
    let reasons: [String]

    var description: String { "\(file): \(reasons.joined(separator: "\n"))" }
  }
}

extension Substring {
  /// Whether Jekyll takes a file of that name for a post: `2024-08-24-week3.md`.
  fileprivate var isNameOfPost: Bool {
    wholeMatch(of: #/\d{4}-\d\d?-\d\d?-.+\.(?:md|markdown|mkd|mkdn|mkdown)/#) != nil
  }
}

extension DiaryPiece.Place {
  var file: String {
    switch self {
    case .week(let week): Workspace.head(of: week)
    case .day(let day): Workspace.page(of: day)
    }
  }
}

extension PostRecord {
  /// The diary in a digest that may have been edited: without what the digest put around it.
  ///
  /// Front matter of ours that was edited has become the reader's, and stays.
  fileprivate func diary(in bytes: [UInt8], file: String) throws -> [UInt8] {
    let start = ByteMark(bytes.prefix(prefix.count)) == prefix ? prefix.count : 0
    let end = max(start, bytes.count - suffix.count)
    guard suffix.count == 0 || ByteMark(bytes[end...]) == suffix else {
      throw PostImport.Refusal(
        file: file,
        reasons: [
          "what `digest --with` had put at its end was changed, and belongs to no page; "
            + "nothing was written"
        ])
    }
    let diary = Array(bytes[start..<end])
    guard let lines, let place, place + lines.count <= diary.count,
      ByteMark(diary[place..<place + lines.count]) == lines
    else { return diary }
    return Array(diary[..<place] + diary[(place + lines.count)...])
  }
}
