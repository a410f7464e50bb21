/// Where on a day page a note belongs.
package struct NotePlace: Equatable, Sendable {
  /// `12일차`: the heading of the page, made where the page has none.
  package var dayHeading: String
  /// Made where the page has none under its name or an alias.
  package var section: PageSection
  /// The sections in the order they have on a page.
  package var order: [PageSection]
  /// What stands before and after the page in the week's post.
  package var before: PieceEdge
  package var after: PieceEdge

  package init(
    dayHeading: String, section: PageSection, order: [PageSection], before: PieceEdge = .none,
    after: PieceEdge = .none
  ) {
    self.dayHeading = dayHeading
    self.section = section
    self.order = order
    self.before = before
    self.after = after
  }

  /// The sections that stand below this one. None for a section outside the order: it goes last.
  var later: ArraySlice<PageSection> {
    guard let index = order.firstIndex(where: { $0.name == section.name }) else { return [] }
    return order[(index + 1)...]
  }
}

/// A section of a day page, by every name that its heading may have.
package struct PageSection: Equatable, Sendable {
  package var name: String
  package var aliases: [String]

  package init(_ name: String, aliases: [String] = []) {
    self.name = name
    self.aliases = aliases
  }

  /// Spaces are folded, and decomposed Hangul is the same text: Swift compares by canonical
  /// equivalence. An emoji before the name, or a colon behind it, is decoration.
  func isHeaded(by heading: PageOutline.Heading, in outline: PageOutline) -> Bool {
    guard heading.level == outline.sectionLevel else { return false }
    let words = heading.text.withoutDecoration
    return ([name] + aliases).contains {
      $0.whiteSpaceFolded == heading.text || $0.whiteSpaceFolded.withoutDecoration == words
    }
  }
}

/// The side that a neighbouring piece of the week turns to a page.
package enum PieceEdge: Equatable, Sendable {
  /// There is no piece, or an empty one.
  case none
  case blankLine
  case text

  package init(endOf bytes: [UInt8]?) {
    self.init(PageLines(bytes ?? []).lines.last)
  }

  package init(startOf bytes: [UInt8]?) {
    self.init(PageLines(bytes ?? []).lines.first)
  }

  private init(_ line: PageLines.Line?) {
    self = line.map { $0.isBlank ? .blankLine : .text } ?? .none
  }
}

extension String {
  /// From the first letter or digit to the last, or a bracket's end; all where there is none.
  fileprivate var withoutDecoration: Substring {
    let words = self[...].withoutSeparators
    let end = words.lastIndex { $0.isLetter || $0.isNumber || ")]+#".contains($0) }
    return end.map { words[...$0] } ?? self[...]
  }
}
