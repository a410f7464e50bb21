import NonmunKit
import NonmunStore

extension Feed {
  /// Names the papers that the reader's pages link to and no feed has shown.
  static let noted = "noted"

  /// One request to arXiv's API for many papers; `nil` where none is missing.
  ///
  /// What is not arXiv's has no such list, and stays as the reader calls it.
  ///
  /// Source: arXiv API User's Manual, section 3.1.1.2, `id_list`.
  static func noted(missingIn library: Library) throws -> Feed? {
    let ids = try library.unfetchedItems().compactMap { item in
      if case .arxiv(let id) = item { id } else { nil }
    }.prefix(mostAsked)
    guard !ids.isEmpty else { return nil }
    let address =
      "\(SourceServers.live.arxivAPI)?id_list=\(ids.joined(separator: ","))"
      + "&max_results=\(ids.count)"
    return Feed(.url(address), name: noted)
  }

  /// Keeps the address below 2,000 characters; the rest comes with the next fetch.
  private static let mostAsked = 100
}
