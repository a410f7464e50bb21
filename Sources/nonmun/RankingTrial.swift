import NonmunKit

/// A ranking learned from labelled papers of a file, for `tags learn --papers --labels`.
struct RankingTrial {
  let tags: [Tag]
  private let matcher: Matcher
  let isByWords: Bool
  let ranking: Ranking

  init(papers: PaperFile, labels: LabelFile, tags: Tags, isByWords: Bool) {
    self.tags = tags.all
    matcher = tags.matcher
    self.isByWords = isByWords
    let findings = papers.papers.map { [matcher] in matcher.findings($0.subject) }
    var examples: [String: [RankingExample]] = [:]
    for (number, tag) in tags.all.enumerated() {
      guard let marks = labels.labels[tag.name] else { continue }
      func example(_ place: Int, _ isWanted: Bool, _ kind: RankingExample.Kind) -> RankingExample {
        let paper = papers.papers[place]
        let found = findings[place].first { $0.tag == number }
        return RankingExample(
          paper: Int64(place), title: paper.title ?? "", abstract: paper.abstract ?? "",
          signs: found.map { RuleSigns($0, of: tag) } ?? RuleSigns(), isWanted: isWanted,
          kind: kind)
      }
      var marked: [RankingExample] = []
      var others: [Int] = []
      for (place, paper) in papers.papers.enumerated() {
        if let isWanted = marks[paper.id] {
          marked.append(example(place, isWanted, .mark))
        } else if !findings[place].contains(where: { $0.tag == number && $0.isMatch }) {
          others.append(place)
        }
      }
      let light = others.sorted { RankingExample.lot(Int64($0)) < RankingExample.lot(Int64($1)) }
      examples[tag.name] =
        marked + light.prefix(RankingExample.lightCount).map { example($0, false, .light) }
    }
    ranking = Ranking(learning: examples, of: tags.all, isByWords: isByWords) { read in
      for paper in papers.papers { read(paper.title ?? "", paper.abstract ?? "") }
    }
  }

  /// The score of each paper of a file for each tag, also of those that no rule finds.
  func lines(of papers: PaperFile) -> [ScoreLine] {
    papers.papers.flatMap { paper in
      let findings = matcher.findings(paper.subject)
      let vector = ranking.vocabulary.vector(
        RankingText(title: paper.title ?? "", abstract: paper.abstract ?? ""))
      return tags.enumerated().compactMap { number, tag -> ScoreLine? in
        guard let learned = ranking.tags[tag.name] else { return nil }
        let found = findings.first { $0.tag == number }
        let signs = found.map { RuleSigns($0, of: tag) } ?? RuleSigns()
        let abstains = learned.report.abstains
        return ScoreLine(
          id: paper.id, tag: tag.name, ruleScore: found?.score ?? 0,
          matches: found?.isMatch ?? false,
          learned: abstains == nil || learned.report.f1 != nil
            ? learned.probability(vector, isByWords ? nil : signs) : nil,
          abstains: abstains)
      }
    }
  }
}

/// What a trial says of one paper and one tag.
struct ScoreLine: Encodable {
  var id, tag: String
  var ruleScore: Double
  var matches: Bool
  /// The probability that the paper belongs; absent where nothing was learned.
  var learned: Double?
  /// Why it is no verdict.
  var abstains: String?
}
