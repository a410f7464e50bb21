import Foundation

/// A paper or page as somebody named it: the identity, and what else the name said.
package struct ItemReference: Hashable, Sendable {
  package var id: ItemID
  /// The arXiv version that was named.
  package var version: Int?
  /// What was typed, where that is an address; with a scheme, since a link needs one.
  package var address: String?

  package init(id: ItemID, version: Int? = nil, address: String? = nil) {
    self.id = id
    self.version = version
    self.address = address
  }

  /// Reads any form of product.md, "One paper, however it is named"; `nil` for other text.
  package init?(_ typed: String) {
    var text = Substring(typed.trimmingCharacters(in: .whitespacesAndNewlines))
    if text.hasPrefix("<"), text.hasSuffix(">") { text = text.dropFirst().dropLast() }
    if let rest = text.after(prefix: "url:") { text = rest }
    for prefix in ["oai:arxiv.org:", "arxiv:"] {
      guard let rest = text.after(prefix: prefix) else { continue }
      guard let arxiv = ArxivID(rest.drop(while: \.isWhitespace)) else { return nil }
      self.init(arxiv)
      return
    }
    if let arxiv = ArxivID(text) {
      self.init(arxiv)
    } else if let doi = Self.doi(text.after(prefix: "doi:") ?? text) {
      self = doi
    } else if let address = WebAddress(text) {
      self.init(address, typed: text)
    } else {
      return nil
    }
  }

  private init(_ arxiv: ArxivID, address: String? = nil) {
    self.init(id: .arxiv(arxiv.id), version: arxiv.version, address: address)
  }

  private init(_ address: WebAddress, typed: Substring) {
    let typed = typed.contains("://") ? String(typed) : "\(address.scheme)://\(typed)"
    if let arxiv = address.arxivID {
      self.init(arxiv, address: typed)
    } else if address.isDOIResolver, var doi = Self.doi(address.path.dropFirst()) {
      doi.address = typed
      self = doi
    } else {
      self.init(id: .url(address.normalForm), address: typed)
    }
  }

  /// A DOI is `10.`, a registrant, `/` and a name; arXiv's own are arXiv's papers.
  private static func doi(_ text: Substring) -> ItemReference? {
    let doi = WebAddress.decoded(text.trimmingCharacters(in: .whitespaces)).lowercased()
    guard doi.hasPrefix("10."), let slash = doi.firstIndex(of: "/"),
      doi[..<slash].dropFirst(3).allSatisfy({ $0.isASCIIDigit || $0 == "." }),
      doi[..<slash].count > 3, doi.index(after: slash) < doi.endIndex,
      !doi.contains(where: \.isWhitespace)
    else { return nil }
    if let name = doi[...].after(prefix: "10.48550/arxiv."), let arxiv = ArxivID(name) {
      return ItemReference(arxiv)
    }
    return ItemReference(id: .doi(doi))
  }
}

extension WebAddress {
  fileprivate var isDOIResolver: Bool { ["doi.org", "dx.doi.org", "www.doi.org"].contains(host) }

  /// The paper that this page of arXiv, or of a site that shows arXiv's papers, is about.
  fileprivate var arxivID: ArxivID? {
    let bareHost = host[...].after(prefix: "www.").map(String.init) ?? host
    let rooms: Set<String>
    switch bareHost {
    case "huggingface.co", "hf.co": rooms = ["papers"]
    case "alphaxiv.org": rooms = ["abs", "pdf", "html", "overview", "resources", "audio"]
    case "ar5iv.org": rooms = ["html", "abs", "pdf"]
    default:
      guard bareHost == "arxiv.org" || bareHost.hasSuffix(".arxiv.org") else { return nil }
      rooms = ["abs", "pdf", "html", "ps", "format", "src", "e-print", "epdf", "papers"]
    }
    let path = Self.decoded(path).drop { $0 == "/" }
    guard let slash = path.firstIndex(of: "/"), rooms.contains(String(path[..<slash])),
      // What follows an identifier (`.pdf`, `/`, a glued particle, a title) is not part of it.
      let (arxiv, _) = ArxivID.prefix(of: path[slash...].drop { $0 == "/" })
    else { return nil }
    return arxiv
  }
}

extension Substring {
  /// What follows `prefix`, compared without case; `nil` when the text starts otherwise.
  func after(prefix: String) -> Substring? {
    guard utf8.count >= prefix.utf8.count, self.prefix(prefix.count).lowercased() == prefix else {
      return nil
    }
    return dropFirst(prefix.count)
  }
}
