import NonmunKit

/// What a page calls itself.
package struct PageTitle {
  /// `og:title`, which names no site, else the element `title`; plain, white space folded.
  package private(set) var text = ""

  /// Heads stand within this.
  private static let mostBytes = 1 << 20

  package init(parsing body: [UInt8], contentType: String?) {
    let decoding = BodyText(Array(body.prefix(Self.mostBytes)), contentType: contentType)
    guard decoding.looksLikeHTML else { return }
    let document = HTMLDocument(decoding.head[...], encoding: "UTF-8")
    var (element, shared) = ("", "")
    var isInTitle = false
    document.walk { part in
      switch part {
      case .start("title", _): isInTitle = element.isEmpty
      case .end("title"): isInTitle = false
      case .text(let text) where isInTitle: element += text
      case .start("meta", let attributes) where attributes["property"] == "og:title":
        if shared.isEmpty { shared = attributes["content"] ?? "" }
      default: break
      }
    }
    let title = shared.whiteSpaceFolded
    text = title.isEmpty ? element.whiteSpaceFolded : title
  }
}
