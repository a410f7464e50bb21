/// Says of a paper which words carry what a tag has learned, and which earlier notes speak for it.
package struct RankingReasons: Sendable {
  private var ranking: Ranking
  private var noted: [NotedPaper]

  /// A paper that the reader noted.
  package struct NotedPaper: Sendable {
    package var item: ItemID
    package var title: String
    package var tags: [String]
    package var file: String
    package var line: Int
    var words: SparseVector

    package init(
      item: ItemID, title: String, abstract: String, tags: [String], file: String, line: Int,
      in vocabulary: Vocabulary
    ) {
      self.item = item
      self.title = title
      self.tags = tags
      self.file = file
      self.line = line
      words = vocabulary.vector(RankingText(title: title, abstract: abstract))
    }
  }

  package struct Reasons: Sendable {
    package var words: [TagRanking.Word]
    package var notes: [NotedPaper]
  }

  package init(_ ranking: Ranking, noted: [NotedPaper]) {
    self.ranking = ranking
    self.noted = noted
  }

  private static let mostNotes = 3
  /// Against the nearest note: what shares less with the paper does not speak for it.
  private static let leastShare = 0.25

  /// `nil` where the tag has learned nothing, or abstains.
  package func reasons(for tag: String, of paper: Paper) -> Reasons? {
    guard let learned = ranking.tags[tag], learned.report.abstains == nil else { return nil }
    let vector = ranking.vocabulary.vector(
      RankingText(title: paper.title, abstract: paper.abstract))
    let near = noted.filter { $0.item != paper.id && $0.tags.contains(tag) }
      .map { (note: $0, kinship: learned.kinship(vector, $0.words)) }
      .filter { $0.kinship > 0 }
      .sorted { one, other in
        (other.kinship, one.note.file, one.note.line)
          < (one.kinship, other.note.file, other.note.line)
      }
    let nearest = near.first?.kinship ?? 0
    return Reasons(
      words: learned.words(
        of: vector, title: paper.title, abstract: paper.abstract, in: ranking.vocabulary),
      notes: near.prefix(Self.mostNotes).filter { $0.kinship >= nearest * Self.leastShare }
        .map(\.note))
  }
}
