package import Foundation

/// What became of a paper after it was noted.
package struct PaperNews: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case version, withdrawal, journal, doi, code
  }

  package var kind: Kind
  /// The version's number, the journal's reference, the DOI or the address of the code; of a
  /// withdrawal the comment that tells of it.
  package var what: String

  package init(kind: Kind, what: String) {
    self.kind = kind
    self.what = what
  }

  /// In a few words, for a terminal.
  package var words: String {
    switch kind {
    case .version: "version \(what)"
    case .withdrawal: "withdrawn: \(what)"
    case .journal: "published: \(what)"
    case .doi: "DOI \(what)"
    case .code: "code: \(what)"
    }
  }
}

extension PaperNews {
  /// What a paper says now that it did not say before.
  ///
  /// That a version is known at last is no news: nobody can tell which one was read.
  package static func between(_ old: Paper, _ new: Paper) -> [PaperNews] {
    var news: [PaperNews] = []
    if let before = old.version, let version = new.version, version > before {
      news.append(PaperNews(kind: .version, what: String(version)))
    }
    if new.isWithdrawn, !old.isWithdrawn {
      news.append(PaperNews(kind: .withdrawal, what: new.comment ?? new.abstract))
    }
    for (kind, before, now) in [
      (Kind.journal, old.journalReference, new.journalReference), (.doi, old.doi, new.doi),
      (.code, old.codeAddress, new.codeAddress),
    ] {
      if let now, !now.isEmpty, now != before { news.append(PaperNews(kind: kind, what: now)) }
    }
    return news
  }
}

extension Paper {
  /// arXiv keeps a paper that its authors took back; the comment of its last version says so.
  fileprivate var isWithdrawn: Bool {
    [comment ?? "", String(abstract.prefix(200))].contains { text in
      let words = text.lowercased()
      return words.contains("withdrawn by") || words.contains("has been withdrawn")
        || words.hasPrefix("withdrawn")
    }
  }
}

/// News of a paper that was noted.
package struct NotedNews: Equatable, Sendable {
  package var paper: Paper
  package var news: PaperNews
  /// When it was first seen.
  package var at: Date
  /// The day of the first note on it.
  package var noted: Day?

  package init(paper: Paper, news: PaperNews, at: Date, noted: Day?) {
    self.paper = paper
    self.news = news
    self.at = at
    self.noted = noted
  }
}
