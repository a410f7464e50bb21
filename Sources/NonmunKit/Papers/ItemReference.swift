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
    var text = typed[...].trimmed
    if text.hasPrefix("<"), text.hasSuffix(">") { text = text.dropFirst().dropLast() }
    if let rest = text.after(prefix: "url:") { text = rest }
    if let rest = text.after(prefix: "oai:arxiv.org:") ?? text.after(prefix: "arxiv:") {
      guard let arxiv = ArxivID(rest.trimmed) else { return nil }
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
    let typed = typed.afterScheme != nil ? String(typed) : "\(address.scheme)://\(typed)"
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
    let text = text.trimmed
    guard text.hasPrefix("10.") || text.hasPrefix("10%2") else { return nil }
    let doi = WebAddress.decoded(String(text)).lowercased()
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
    let path = Self.decoded(path).drop { $0 == "/" }
    guard let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")),
      isRoom(path[..<slash]),
      // What follows an identifier (`.pdf`, `/`, a glued particle, a title) is not part of it.
      let (arxiv, _) = ArxivID.prefix(of: path[slash...].drop { $0 == "/" })
    else { return nil }
    return arxiv
  }

  /// Whether papers stand under this first part of a path.
  private func isRoom(_ name: Substring) -> Bool {
    switch host[...].after(prefix: "www.") ?? host[...] {
    case "huggingface.co", "hf.co": name == "papers"
    case "alphaxiv.org": ["abs", "pdf", "html", "overview", "resources", "audio"].contains(name)
    case "ar5iv.org": ["html", "abs", "pdf"].contains(name)
    case let host where host == "arxiv.org" || host.hasSuffix(".arxiv.org"):
      ["abs", "pdf", "html", "ps", "format", "src", "e-print", "epdf", "papers"].contains(name)
    default: false
    }
  }
}

extension Substring {
  /// What follows `prefix`, compared without the case of ASCII letters; `nil` when the text starts
  /// otherwise.
  ///
  /// - Parameter prefix: In lower case.
  func after(prefix: StaticString) -> Substring? {
    let text = utf8
    guard
      let end = text.index(
        text.startIndex, offsetBy: prefix.utf8CodeUnitCount, limitedBy: text.endIndex),
      prefix.withUTF8Buffer({ wanted in
        text[..<end].elementsEqual(wanted) { ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 }
      })
    else { return nil }
    return self[end...]
  }

  /// Without white space at the ends.
  var trimmed: Substring {
    // Printed ASCII at both ends, as nearly always, is told by its bytes.
    if let first = utf8.first, let last = utf8.last, first &- 0x21 < 0x5E, last &- 0x21 < 0x5E {
      return self
    }
    var text = drop(while: \.isWhitespace)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
