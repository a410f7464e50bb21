/// What all tags have learned, and the words they weigh.
package struct Ranking: Sendable {
  package var vocabulary: Vocabulary
  package var tags: [String: TagRanking]

  package init(vocabulary: Vocabulary, tags: [String: TagRanking]) {
    self.vocabulary = vocabulary
    self.tags = tags
  }

  /// Learns each tag.
  ///
  /// - Parameters:
  ///   - examples: By the name of the tag.
  ///   - isByWords: Whether the rules of the tags are left out.
  ///   - readLibrary: Hands over title and abstract of every paper among which words are rare or
  ///     common. Not called where every tag abstains.
  package init(
    learning examples: [String: [RankingExample]], of tags: [Tag], isByWords: Bool = false,
    readLibrary: ((String, String) -> Void) throws -> Void
  ) rethrows {
    let learning = examples.values.filter { RankingReport($0).abstains == nil }.joined()
    var seen: Set<Int64> = []
    let papers = learning.sorted { $0.paper < $1.paper }.filter { seen.insert($0.paper).inserted }
    var vocabulary = Vocabulary(of: papers.map(\.text))
    if !papers.isEmpty {
      var text = RankingText()
      try readLibrary { title, abstract in
        text.read(title: title, abstract: abstract)
        vocabulary.count(text)
      }
    }
    vocabulary.weigh()
    self.init(vocabulary: vocabulary, tags: [:])
    for tag in tags {
      guard let examples = examples[tag.name] else { continue }
      self.tags[tag.name] = TagRanking(
        learning: examples, in: vocabulary,
        signs: isByWords ? 0 : RuleSigns.count(of: tag))
    }
  }
}
