extension Matcher {
  /// What of a paper is matched.
  package struct Subject: Sendable {
    package var title: String
    package var abstract: String
    package var authors: [String]
    package var categories: [String]
    /// Names and kinds of the feeds that showed it.
    package var sources: [String]

    package init(
      title: String, abstract: String, authors: [String], categories: [String], sources: [String]
    ) {
      self.title = title
      self.abstract = abstract
      self.authors = authors
      self.categories = categories
      self.sources = sources
    }

    package init(_ paper: Paper, sources: [String]) {
      self.init(
        title: paper.title, abstract: paper.abstract, authors: paper.authors,
        categories: paper.categories, sources: sources)
    }

    /// A list reads as joined by `, `.
    func text(of field: Rule.Field) -> String {
      switch field {
      case .title: title
      case .abstract: abstract
      case .author: authors.joined(separator: ", ")
      case .category: categories.joined(separator: ", ")
      case .source: sources.joined(separator: ", ")
      }
    }
  }
}
