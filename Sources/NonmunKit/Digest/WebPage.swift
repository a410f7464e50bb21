import Foundation

/// A digest as one page of HTML that asks no network but for the reader's own pictures, and runs no
/// script.
package struct WebPage: Sendable {
  package var title: String
  /// The days it is about.
  package var days: String
  /// Where its days stand: what they are called, and their ids.
  package var places: [(label: String, id: String)]
  /// HTML.
  package var body: String
  /// CSS that the body needs beside that of every page.
  package var style: String

  package init(
    title: String, days: String, places: [(label: String, id: String)], body: String,
    style: String = ""
  ) {
    self.title = title
    self.days = days
    self.places = places
    self.body = body
    self.style = style
  }

  package var html: String {
    let title = title.escapedForMarkup
    var navigation = places.map {
      "<a href=\"#\($0.id.inFragment)\">\($0.label.escapedForMarkup)</a>"
    }
    if !navigation.isEmpty { navigation = ["<nav aria-label=\"날짜\">"] + navigation + ["</nav>"] }
    return """
      <!DOCTYPE html>
      <html lang="ko">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="nonmun">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <title>\(title)</title>
      <style>
      \(Self.style)\(style)</style>
      </head>
      <body>
      <header>
      <h1>\(title)</h1>
      <p>\(days.escapedForMarkup)</p>
      \(navigation.joined(separator: "\n"))
      </header>
      <main>
      \(body)</main>
      </body>
      </html>

      """
  }

  /// No script runs, wherever in the reader's HTML it may stand, and only pictures are loaded.
  private static let policy =
    "default-src 'none'; img-src https: http: data: file:; style-src 'unsafe-inline'"

  private static let style = String(decoding: PackageResources.page_css, as: UTF8.self)
}

extension String {
  /// RFC 3986, section 3.5: only ASCII stands in an address.
  fileprivate var inFragment: String {
    addingPercentEncoding(withAllowedCharacters: .urlFragmentAllowed) ?? self
  }
}
