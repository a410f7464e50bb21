extension Insertion {
  /// Throws unless the note stands on the page as an item of its own, in its section, with all its
  /// links, and everything that stood there before reads as before.
  ///
  /// - Parameters:
  ///   - outline: Of ``result``, parsed again.
  ///   - page: What the note went into; `nil` where there was no page.
  package func check(
    _ outline: PageOutline, of note: NoteText, into page: DayPage?, at place: NotePlace
  ) throws(InsertionError) {
    if let page { try checkOld(page, in: outline) }
    try checkNote(note, in: outline, at: place, of: page)
  }

  private func checkOld(_ page: DayPage, in outline: PageOutline) throws(InsertionError) {
    let oldHeadings = page.outline.headings.map { old in
      Reading(
        start: moved(old.range.lowerBound), line: old.line, what: .heading(old.level, old.text))
    }
    let oldBlocks = page.outline.linkedBlocks.map { old in
      Reading(
        start: moved(old.place.range.lowerBound), line: old.place.line,
        what: .linkedBlock(old.kind, old.links, end: moved(old.place.range.upperBound - 1)))
    }
    let headings = outline.headings.map { new in
      Reading(start: new.range.lowerBound, line: new.line, what: .heading(new.level, new.text))
    }
    let blocks = outline.linkedBlocks.map { new in
      Reading(
        start: new.place.range.lowerBound, line: new.place.line,
        what: .linkedBlock(new.kind, new.links, end: new.place.range.upperBound - 1))
    }
    try checkKept(oldHeadings, in: headings)
    try checkKept(oldBlocks, in: blocks)
  }

  private func checkKept(_ old: [Reading], in new: [Reading]) throws(InsertionError) {
    let kept = new.filter { !isInserted($0.start) }
    for (index, old) in old.enumerated() {
      guard index < kept.count, kept[index].start == old.start, kept[index].what == old.what else {
        throw .changes(line: old.line)
      }
    }
    if kept.count > old.count { throw .changes(line: kept[old.count].line) }
  }

  /// Where a byte of the page stands in ``result``.
  private func moved(_ offset: Int) -> Int {
    offset + pieces.filter { $0.offset <= offset }.reduce(0) { $0 + $1.bytes.count }
  }

  /// Whether a byte of ``result`` was not in the page.
  private func isInserted(_ offset: Int) -> Bool {
    var shift = 0
    for piece in pieces {
      let start = piece.offset + shift
      if (start..<start + piece.bytes.count).contains(offset) { return true }
      shift += piece.bytes.count
    }
    return false
  }

  private func checkNote(
    _ note: NoteText, in outline: PageOutline, at place: NotePlace, of page: DayPage?
  ) throws(InsertionError) {
    let isItem = outline.blocks.contains { block in
      block.kind == .bulletList && block.items.contains { $0.place.range == noteRange }
    }
    let section = outline.section(at: noteRange.lowerBound)
    let isHeaded = section.map { place.section.isHeaded(by: $0, in: outline) } ?? false
    guard isItem, isHeaded else {
      throw page.flatMap { swallowing($0) } ?? .standsElsewhere(line: line)
    }
    var wanted = note.links.map(\.address.encodedForMarkdown)[...]
    for block in outline.linkedBlocks where noteRange.contains(block.place.range.lowerBound) {
      for link in block.links where link.address == wanted.first { wanted.removeFirst() }
    }
    if let missing = wanted.first { throw .linkIsMissing(address: missing, line: line) }
  }

  /// The block before the note that only the end of the page closes.
  private func swallowing(_ page: DayPage) -> InsertionError? {
    guard let piece = pieces.last,
      let block = page.outline.blocks.last(where: { $0.place.range.lowerBound < piece.offset })
    else { return nil }
    switch block.kind {
    case .fencedCode:
      return .swallowed(by: "an unclosed code fence", line: block.place.line)
    case .html:
      let isComment = page.bytes[block.place.range].starts(with: "<!--".utf8)
      return .swallowed(
        by: isComment ? "an unclosed HTML comment" : "an unclosed HTML block",
        line: block.place.line)
    default:
      return nil
    }
  }
}

/// What must read the same with the note as without.
private struct Reading {
  enum What: Equatable {
    case heading(Int, String)
    case linkedBlock(PageOutline.LinkedBlock.Kind, [PageOutline.Link], end: Int)
  }

  var start: Int
  var line: Int
  var what: What
}

/// Why a note must not be written where it would go. Lines are 1-based.
package enum InsertionError: Error, Equatable, CustomStringConvertible {
  /// The line is one of the page as it is.
  case swallowed(by: String, line: Int)
  case changes(line: Int)
  /// The lines are those that the page would have with the note.
  case standsElsewhere(line: Int)
  case linkIsMissing(address: String, line: Int)

  package var description: String {
    switch self {
    case .swallowed(let block, let line): "\(block) at line \(line) would swallow the note"
    case .changes(let line): "the note would change how line \(line) reads"
    case .standsElsewhere(let line):
      "the note at line \(line) would not be a list item of its own in its section"
    case .linkIsMissing(let address, let line):
      "the note at line \(line) would not link to \(address)"
    }
  }
}
