/// What a digest can hold below the diary.
package enum DigestAddition: String, CaseIterable, Sendable {
  /// What matched and was not noted, tag by tag.
  case matches
  /// Counts of the week.
  case numbers
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
}
