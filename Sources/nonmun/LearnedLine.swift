import NonmunKit

/// What a tag has learned of a paper, for `list`, `show` and `search`.
struct LearnedLine: Encodable {
  struct NoteLine: Encodable {
    var item, title, file: String
    var line: Int
  }

  var probability: Double
  /// What carries it, heaviest first; the weights are log-odds.
  var words: [TagRanking.Word]?
  /// Notes on papers that share most of it.
  var notes: [NoteLine]?

  init(probability: Double, _ reasons: RankingReasons.Reasons?) {
    self.probability = (probability * 10_000).rounded() / 10_000
    words = reasons?.words
    notes = reasons?.notes.map {
      NoteLine(item: $0.item.description, title: $0.title, file: $0.file, line: $0.line)
    }
  }
}

/// What a tag learned from, and how well, for `tags learn`.
struct ReportLine: Encodable {
  var tag: String
  var positives, negatives, opened, light: Int
  var abstains: String?
  var averagePrecision, f1: Double?
  var wordsFor, wordsAgainst: [TagRanking.Word]

  init(_ tag: Tag, _ report: RankingReport) {
    self.tag = tag.name
    positives = report.positives
    negatives = report.negatives
    opened = report.opened
    light = report.light
    abstains = report.abstains
    averagePrecision = report.averagePrecision
    f1 = report.f1
    wordsFor = report.wordsFor
    wordsAgainst = report.wordsAgainst
  }

  /// For people: how much, how well, and the words.
  var lines: [String] {
    var lines = [
      "\(tag): \(positives) wanted, \(negatives) dismissed, \(opened) opened, "
        + "\(light) that no rule finds"
    ]
    if let abstains { lines.append("  abstains: \(abstains)") }
    if let averagePrecision, let f1 {
      lines.append(
        "  on papers it had not seen: average precision \(averagePrecision.threePlaces), "
          + "F1 \(f1.threePlaces)")
    }
    for (name, words) in [("for", wordsFor), ("against", wordsAgainst)] where !words.isEmpty {
      lines.append("  \(name): \(words.map(\.text).joined(separator: ", "))")
    }
    return lines.map(\.forTerminal)
  }
}
