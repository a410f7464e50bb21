/// A block of a day page that links to at least one item.
package struct Note: Equatable, Sendable {
  package var day: Day
  /// The heading of level 3 it stands under, if any.
  package var section: String?
  /// The bytes of the block, as text.
  package var markdown: String
  /// Where it leads, in the order of the block.
  package var addresses: [String]
  package var file: String
  /// 1-based.
  package var line: Int

  package init(
    day: Day, section: String?, markdown: String, addresses: [String], file: String, line: Int
  ) {
    self.day = day
    self.section = section
    self.markdown = markdown
    self.addresses = addresses
    self.file = file
    self.line = line
  }
}

extension Note {
  /// What it is about, in the order of the block.
  package var items: [ItemID] { addresses.compactMap { ItemReference($0)?.id } }
}

extension PageOutline {
  /// The notes of a page: every block with an address of the web.
  ///
  /// - Parameter file: The path that a listing shows.
  package func notes(
    of day: Day, in bytes: [UInt8], file: String, calendar: CourseCalendar = CourseCalendar()
  ) -> [Note] {
    let others = daysOfHeadings(below: day, calendar: calendar)
    return linkedBlocks.compactMap { block in
      let addresses = block.links.filter(\.isWeb).map(\.address)
      guard !addresses.isEmpty else { return nil }
      let other = others.last { $0.start <= block.place.range.lowerBound }
      return Note(
        day: other?.day ?? day, section: section(at: block.place.range.lowerBound)?.text,
        markdown: String(
          decoding: bytes[block.place.range.clamped(to: bytes.indices)], as: UTF8.self),
        addresses: addresses,
        file: file, line: block.place.line)
    }
  }

  /// The heading of a section that a place stands under: a higher one ends a section.
  package func section(at offset: Int) -> Heading? {
    let above = headings.last { $0.level <= sectionLevel && $0.range.lowerBound <= offset }
    return above?.level == sectionLevel ? above : nil
  }
}
