/// What a digest can hold below the diary.
package enum DigestAddition: String, CaseIterable, Sendable {
  /// What matched and was not noted, tag by tag.
  case matches
  /// Counts of the week.
  case numbers
  /// Papers of each tag, day by day or week by week.
  case trends
  /// What became of papers that were noted.
  case news
  /// What is still to be read.
  case queue
}

extension DigestAddition {
  /// - Parameter papers: By tag, in the order of `tags.yml`; tags without any are left out.
  package static func matches(_ papers: [(label: String, papers: [ListedPaper])]) -> String {
    var text = "## 이번 주에 걸렸지만 적지 못한 논문\n"
    for (label, papers) in papers where !papers.isEmpty {
      text += "\n### \(label.escapedForMarkdownLinkText)\n\n"
      for listed in papers {
        let paper = listed.paper
        let title = paper.title.isEmpty ? paper.id.description : paper.title
        text += "- [\(title.escapedForMarkdownLinkText)]"
        text += "(\(paper.linkAddress.escapedForMarkdownDestination))"
        if let day = paper.day { text += ", \(day)" }
        if let upvotes = paper.upvotes { text += ", ▲\(upvotes)" }
        text += "\n"
      }
    }
    return papers.allSatisfy(\.papers.isEmpty) ? text + "\n없음\n" : text
  }

  package static func numbers(
    papers: Int, byTag: [(label: String, count: Int)], notes: Int, noted: Int
  ) -> String {
    var text = "## 이번 주의 숫자\n\n- 올라온 논문: \(papers)편\n"
    for (label, count) in byTag { text += "- \(label.escapedForMarkdownLinkText): \(count)편\n" }
    return text + "- 노트: \(notes)개, 적은 논문과 글: \(noted)편\n"
  }

  /// A table: a row for each tag.
  package static func trends(_ trends: Trends) -> String {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    func counts(_ counts: [Int]) -> [String] {
      counts.map { $0 == 0 ? "·" : String($0) } + [String(counts.reduce(0, +))]
    }
    var text = "## 이번 주의 흐름\n\n"
    text += row(["관심사"] + trends.spans.map(\.label) + ["합"])
    text += row(["---"] + Array(repeating: "---:", count: trends.spans.count + 1))
    for one in trends.rows {
      text += row([one.label.escapedForMarkdownLinkText] + counts(one.counts))
    }
    text += row(["모든 논문"] + counts(trends.totals))
    // A paper that two lists showed stands under the day of each.
    return trends.isOfDays ? text + "\n여러 날 목록에 오른 논문은 날마다 세었다.\n" : text
  }

  /// - Parameter entries: The open ones, in their order.
  package static func queue(_ entries: [ReadingList.Entry]) -> String {
    let lines = entries.map { entry in
      guard let page = entry.references.first?.page else {
        return "- \(entry.words.escapedForMarkdownText(startsLine: true))\n"
      }
      return "- \(NoteLink(title: entry.words, address: page).markdown)\n"
    }
    return "## 아직 읽지 못한 것\n\n" + (lines.isEmpty ? "없음\n" : lines.joined())
  }

  package static func news(_ news: [NotedNews]) -> String {
    let lines = news.map { one in
      let title = one.paper.title.isEmpty ? one.paper.id.description : one.paper.title
      let link = NoteLink(title: title, address: one.paper.linkAddress).markdown
      let noted = one.noted.map { " (\($0)에 적음)" } ?? ""
      return "- \(link)\(noted): \(one.news.korean)\n"
    }
    return "## 적어 둔 논문의 소식\n\n" + (lines.isEmpty ? "없음\n" : lines.joined())
  }
}

extension ItemReference {
  /// As the reader typed it, else where it is read.
  package var page: String { address ?? id.page(version: version) }
}

extension PaperNews {
  /// As Markdown.
  fileprivate var korean: String {
    let text = what.whiteSpaceFolded.escapedForMarkdownText(startsLine: false)
    return switch kind {
    case .version: "새 버전 v\(text)"
    case .withdrawal: "철회됨. \(text)"
    case .journal: "게재됨. \(text)"
    case .doi: NoteLink(title: "DOI \(what)", address: ItemID.doi(what).page()).markdown
    case .code: NoteLink(title: "코드 공개", address: what).markdown
    }
  }
}
