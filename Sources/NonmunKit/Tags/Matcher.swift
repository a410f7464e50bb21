/// All tags, compiled once, to be asked of many papers.
package struct Matcher: Sendable {
  private(set) var table = PhraseTable()
  private(set) var tags: [CompiledTag] = []
  /// By phrase: the tags that it may bring.
  private(set) var brought: [[Int]] = []
  /// Tags that may match where no phrase is found, by category or source alone.
  private(set) var unprompted: [Int] = []
  /// The text of `tags.yml` that the tags were read from, where they were.
  package let text: String?

  package init(_ tags: [Tag], readFrom text: String? = nil) {
    self.text = text
    for tag in tags { self.tags.append(CompiledTag(tag, &table)) }
    brought = Array(repeating: [], count: table.count)
    for (number, tag) in self.tags.enumerated() {
      if let triggers = tag.triggers {
        for phrase in triggers { brought[phrase].append(number) }
      } else {
        unprompted.append(number)
      }
    }
  }

  /// Whether any rule asks who wrote a paper.
  package var asksAuthors: Bool { table.asks(.author) }

  /// Whether any rule asks which feeds showed a paper.
  package var asksSources: Bool { tags.contains(where: \.asksSources) }
}
