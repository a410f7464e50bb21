/// The lines `[name]: address` of a week's pages, which hold for all of its post.
///
/// Source: CommonMark 0.31, section 4.7. Those over several lines are not looked for.
package struct LinkDefinitions: Equatable, Sendable {
  private let lines: [[UInt8]]

  package init(in pages: [[UInt8]]) {
    lines = pages.flatMap { page in
      page.contains(UInt8(ascii: "[")) ? Self.definitions(in: page) : []
    }
  }

  /// What to read a page with, behind its last byte: nothing where the page has all of them.
  package func missing(in page: [UInt8]) -> [UInt8] {
    guard !lines.isEmpty else { return [] }
    let own = Self.definitions(in: page)
    let missing = lines.filter { !own.contains($0) }
    guard !missing.isEmpty else { return [] }
    return Array("\n\n".utf8) + missing.flatMap { $0 + [.lineFeed] }
  }

  private static func definitions(in page: [UInt8]) -> [[UInt8]] {
    PageLines(page).lines.compactMap { line in
      let text = page[line.content].drop { $0 == .space }
      guard line.content.count - text.count < 4, text.first == UInt8(ascii: "["),
        // A footnote is a block, not a definition.
        text.dropFirst().first != UInt8(ascii: "^"),
        let close = text.firstIndex(of: UInt8(ascii: "]")),
        text[(close + 1)...].first == UInt8(ascii: ":")
      else { return nil }
      return Array(text)
    }
  }
}
