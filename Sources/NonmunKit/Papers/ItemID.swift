/// The one name of a paper or page, however it was reached.
///
/// `arxiv:2406.07522`, `arxiv:cs/0112017`, `doi:10.1145/3292500.3330701`, `url:https://…`.
package enum ItemID: Hashable, Sendable {
  /// Without a version: `2406.07522` or `cs/0112017`.
  case arxiv(String)
  /// In lower case: DOIs compare without case (DOI Handbook, section 2.4).
  case doi(String)
  /// In the form of ``WebAddress/normalForm``.
  case url(String)

  /// Reads back what ``description`` wrote; `nil` for anything else.
  package init?(stored text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let rest = String(text[text.index(after: colon)...])
    switch text[..<colon] {
    case "arxiv": self = .arxiv(rest)
    case "doi": self = .doi(rest)
    case "url": self = .url(rest)
    default: return nil
    }
  }

  package var isArxiv: Bool {
    if case .arxiv = self { true } else { false }
  }
}

extension ItemID: CustomStringConvertible {
  package var description: String {
    switch self {
    case .arxiv(let id): "arxiv:\(id)"
    case .doi(let doi): "doi:\(doi)"
    case .url(let address): "url:\(address)"
    }
  }
}

extension ItemID {
  /// The page a reader opens when they gave no address themselves.
  ///
  /// - Parameter version: Of an arXiv paper; without one the address means the newest.
  package func page(version: Int? = nil) -> String {
    switch self {
    case .arxiv(let id): "https://arxiv.org/abs/\(id)" + (version.map { "v\($0)" } ?? "")
    case .doi(let doi): "https://doi.org/\(doi)"
    case .url(let address): address
    }
  }
}
