import NonmunKit

extension HTMLFragment {
  /// - Parameters:
  ///   - elements: The fullest one first; the first that holds markup is taken.
  ///   - url: The page of the item, where its relative addresses start unless the feed says more.
  ///   - bases: The feed's address, and what it says (`xml:base`), the outermost first.
  init?(_ elements: [XMLElement?], _ url: String, _ bases: [String?]) {
    for element in elements.compactMap(\.self) where Self.isHTML(element) {
      let said = bases.dropFirst() + [element.base]
      let all = [bases.first ?? nil, url] + said
      let html = element["type", is: "xhtml"] ? element.markup : element.allText
      guard let fragment = HTMLFragment(html, bases: all.compactMap(\.self)) else { continue }
      self = fragment
      return
    }
    return nil
  }

  /// Atom's plain text may hold a `<` that is none of HTML.
  private static func isHTML(_ element: XMLElement) -> Bool {
    ["html", "text/html", "xhtml"].contains(element["type"] ?? "html")
  }
}
