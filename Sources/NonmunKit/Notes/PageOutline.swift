/// Where the headings, top-level blocks and links of a page stand in its bytes, in page order.
package struct PageOutline: Equatable, Sendable {
  /// Top-level ones only: a heading inside a quote or a list item divides nothing.
  package let headings: [Heading]
  /// That of the headings that divide a day: 3, or what stands below the heading of the day where
  /// that comes first and is not of level 2, as in posts that were imported.
  package let sectionLevel: Int
  /// Whether such a heading comes first.
  let startsWithDay: Bool
  /// The top-level blocks. Link reference definitions are none of them.
  package var blocks: [Block]
  /// The blocks that hold links: each link belongs to the innermost one.
  package var linkedBlocks: [LinkedBlock]
  /// The bytes of blocks of code, at any depth.
  package var code: [Range<Int>]
  /// The items of all lists, at any depth.
  package var listItems: [ListItem]

  package init(
    headings: [Heading] = [], blocks: [Block] = [], linkedBlocks: [LinkedBlock] = [],
    code: [Range<Int>] = [], listItems: [ListItem] = []
  ) {
    self.headings = headings
    startsWithDay = Self.startsWithDay(headings)
    sectionLevel = startsWithDay ? Self.sectionLevel(of: headings) : 3
    self.blocks = blocks
    self.linkedBlocks = linkedBlocks
    self.code = code
    self.listItems = listItems
  }

  private static func startsWithDay(_ headings: [Heading]) -> Bool {
    guard let first = headings.first, first.level != 2, first.level < 6 else { return false }
    return DayMark(first.text, calendar: CourseCalendar()) != nil
  }

  private static func sectionLevel(of headings: [Heading]) -> Int {
    guard let first = headings.first else { return 3 }
    let below = headings.dropFirst().first { $0.level > first.level }
    return below?.level ?? max(3, first.level + 1)
  }

  package struct Heading: Equatable, Sendable {
    /// 1 to 6.
    package var level: Int
    /// Without markup, white space folded.
    package var text: String
    /// 1-based.
    package var line: Int
    /// The bytes of its whole lines, with the line ending, without a byte order mark.
    package var range: Range<Int>
    /// Whether a line of `=` or `-` made it one: then it cannot follow a paragraph directly.
    package var isUnderlined: Bool

    package init(level: Int, text: String, line: Int, range: Range<Int>, isUnderlined: Bool) {
      self.level = level
      self.text = text
      self.line = line
      self.range = range
      self.isUnderlined = isUnderlined
    }
  }

  /// From the first byte of a block (a list item's marker) to the last byte of its last line that
  /// is not blank, without the line ending.
  package struct Place: Equatable, Sendable {
    package var range: Range<Int>
    /// 1-based.
    package var line: Int
    /// 1-based; the line of the last byte.
    package var lastLine: Int

    package init(range: Range<Int>, line: Int, lastLine: Int) {
      self.range = range
      self.line = line
      self.lastLine = lastLine
    }
  }

  package struct Block: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      case paragraph, heading, bulletList, orderedList, table, quote, html, fencedCode,
        indentedCode, thematicBreak, footnote
    }

    package var kind: Kind
    package var place: Place
    /// The top-level items of a list.
    package var items: [Item]

    package init(kind: Kind, place: Place, items: [Item] = []) {
      self.kind = kind
      self.place = place
      self.items = items
    }
  }

  package struct Item: Equatable, Sendable {
    package var place: Place
    /// `-`, `*` or `+`, or the first digit of a number.
    package var marker: UInt8
    /// The spaces before the marker: 0 to 3.
    package var indentation: Int

    package init(place: Place, marker: UInt8, indentation: Int) {
      self.place = place
      self.marker = marker
      self.indentation = indentation
    }
  }

  package struct LinkedBlock: Equatable, Sendable {
    package enum Kind: Equatable, Sendable { case item, paragraph, heading, tableRow }

    package var kind: Kind
    package var place: Place
    /// At least one, in the order of the page.
    package var links: [Link]

    package init(kind: Kind, place: Place, links: [Link]) {
      self.kind = kind
      self.place = place
      self.links = links
    }
  }

  package struct Link: Equatable, Sendable {
    /// As it leads somewhere: references followed, escapes and entities read. Of any scheme, or none.
    package var address: String
    /// Without markup, white space folded.
    package var text: String
    package var isStruckThrough: Bool

    package init(address: String, text: String, isStruckThrough: Bool = false) {
      self.address = address
      self.text = text
      self.isStruckThrough = isStruckThrough
    }

    /// Whether it leads to the web. `mailto:`, anchors and relative addresses do not.
    package var isWeb: Bool {
      let start = address.prefix(8).lowercased()
      return start.hasPrefix("http://") || start.hasPrefix("https://")
    }
  }
}
