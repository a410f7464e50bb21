/// Bytes to add to a page, so that it holds a note. No byte of the page goes or changes.
package struct Insertion: Equatable, Sendable {
  package struct Piece: Equatable, Sendable {
    /// In the page as it was.
    package var offset: Int
    package var bytes: [UInt8]
  }

  /// In page order; two may have the same offset.
  package let pieces: [Piece]
  /// The page with the note.
  package let result: [UInt8]
  /// The bytes of the note in ``result``, from its bullet, without the line ending.
  package let noteRange: Range<Int>
  /// 1-based, in ``result``.
  package let line: Int

  /// - Parameter page: `nil` where the day has no page yet.
  package init(of note: NoteText, into page: DayPage?, at place: NotePlace) {
    let page = page ?? DayPage(bytes: [], outline: PageOutline())
    var draft = Draft(page: page, place: place)
    draft.addDayHeading()
    let indentation = draft.add(note)
    pieces = draft.pieces
    result = page.bytes.inserting(draft.pieces)
    let before = draft.pieces.dropLast().reduce(0) { $0 + $1.bytes.count }
    let start = before + (draft.pieces.last?.offset ?? 0) + draft.noteRange.lowerBound
    noteRange = start + indentation..<start + draft.noteRange.count
    line = PageLines(result).number(at: noteRange.lowerBound)
  }
}

extension [UInt8] {
  func inserting(_ pieces: [Insertion.Piece]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    for piece in pieces {
      result += self[start..<piece.offset]
      result += piece.bytes
      start = piece.offset
    }
    return result + self[start...]
  }
}

/// The pieces of an insertion while they are found.
private struct Draft {
  let page: DayPage
  let place: NotePlace
  private(set) var pieces: [Insertion.Piece] = []
  /// Of the note in the last piece, with its indentation.
  private(set) var noteRange = 0..<0

  init(page: DayPage, place: NotePlace) {
    self.page = page
    self.place = place
  }

  private var top: Int { page.bytes.byteOrderMark.count }

  /// Whether nothing is written on the page.
  private var isBlank: Bool { page.lines.lines.allSatisfy(\.isBlank) }

  mutating func addDayHeading() {
    guard !page.hasDayHeading(place.dayHeading) else { return }
    let newline = page.newline(before: top)
    var bytes: [UInt8] = place.before == .text ? newline : []
    bytes += "## \(place.dayHeading)".utf8
    bytes += newline
    if isBlank || page.lines.lines.first?.isBlank == false { bytes += newline }
    pieces.append(Insertion.Piece(offset: top, bytes: bytes))
  }

  /// - Returns: The indentation of the note.
  mutating func add(_ note: NoteText) -> Int {
    if let heading = page.heading(of: place.section) {
      return add(note, below: heading)
    }
    let later = page.outline.headings.first { heading in
      place.later.contains { $0.isHeaded(by: heading, in: page.outline) }
    }
    if let later {
      addSection(with: note, before: later)
    } else if isBlank {
      addSection(with: note, toBlankPage: page.newline(before: top))
    } else {
      addSectionAtEnd(with: note)
    }
    return 0
  }

  private mutating func add(_ note: NoteText, below heading: PageOutline.Heading) -> Int {
    let lastLine = page.lastLine(of: heading)
    let list = page.bulletList(endingOn: lastLine)
    let line = page.lines.lines[lastLine - 1]
    let newline = page.newline(before: line.whole.upperBound)
    var lead = line.ending.isEmpty ? newline : []
    if list?.isLoose ?? true { lead += newline }
    let last = list?.last
    let indentation = last?.indentation ?? 0
    var trail = line.ending.isEmpty ? [] : newline
    // Text right above an underlined heading would join it.
    if let next = page.heading(ending: heading), next.isUnderlined, next.line == lastLine + 1 {
      trail += newline
    }
    add(
      note.item(
        bullet: last?.marker ?? UInt8(ascii: "-"), indentation: indentation, newline: newline),
      at: line.whole.upperBound, lead: lead, trail: trail)
    return indentation
  }

  private mutating func addSection(with note: NoteText, before heading: PageOutline.Heading) {
    let offset = heading.range.lowerBound
    let newline = page.newline(before: offset)
    let lead = page.isBlankBefore(line: heading.line) ? [] : newline
    addSection(with: note, at: offset, lead: lead, newline: newline, trail: newline + newline)
  }

  private mutating func addSection(with note: NoteText, toBlankPage newline: [UInt8]) {
    let isLast = page.bytes.count == top
    addSection(
      with: note, at: top, lead: [], newline: newline,
      trail: isLast && place.after == .text ? newline + newline : newline)
  }

  private mutating func addSectionAtEnd(with note: NoteText) {
    let next = page.headingBehindDay(place.dayHeading)
    let end = next?.line ?? page.lines.lines.count + 1
    guard let last = page.lines.lastWritten(in: 1..<end) else { return }
    let line = page.lines.lines[last - 1]
    let newline = page.newline(before: line.whole.upperBound)
    let gap = next?.line == last + 1 ? newline : []
    addSection(
      with: note, at: line.whole.upperBound,
      lead: line.ending.isEmpty ? newline + newline : newline, newline: newline,
      trail: line.ending.isEmpty ? [] : newline + gap)
  }

  private mutating func addSection(
    with note: NoteText, at offset: Int, lead: [UInt8], newline: [UInt8], trail: [UInt8]
  ) {
    let mark = String(repeating: "#", count: page.outline.sectionLevel)
    add(
      note.item(bullet: UInt8(ascii: "-"), indentation: 0, newline: newline), at: offset,
      lead: lead + Array("\(mark) \(place.section.name)".utf8) + newline + newline, trail: trail)
  }

  private mutating func add(_ item: [UInt8], at offset: Int, lead: [UInt8], trail: [UInt8]) {
    noteRange = lead.count..<lead.count + item.count
    pieces.append(Insertion.Piece(offset: offset, bytes: lead + item + trail))
  }
}

extension [PageOutline.Item] {
  /// Whether a blank line stands before the last item: so much for the list as it is now written.
  var isLoose: Bool {
    guard count > 1, let last else { return false }
    return last.place.line > self[count - 2].place.lastLine + 1
  }
}
