/// Where the sources that nonmun knows by name are asked; tests put servers of their own here.
package struct SourceServers: Sendable {
  package var arxivAPI: String
  package var arxivOAI: String
  /// A category is appended.
  package var arxivAnnouncements: String
  package var huggingFace: String

  package static let live = SourceServers(
    arxivAPI: "https://export.arxiv.org/api/query", arxivOAI: "https://oaipmh.arxiv.org/oai",
    arxivAnnouncements: "https://rss.arxiv.org/rss/",
    huggingFace: "https://huggingface.co/api/daily_papers")

  /// All of them on one server.
  ///
  /// - Parameter start: Scheme and host, without a slash at the end.
  package static func all(at start: String) -> SourceServers {
    SourceServers(
      arxivAPI: "\(start)/api/query", arxivOAI: "\(start)/oai", arxivAnnouncements: "\(start)/rss/",
      huggingFace: "\(start)/api/daily_papers")
  }
}
