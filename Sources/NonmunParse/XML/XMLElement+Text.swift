import Foundation
import NonmunKit

extension XMLElement {
  /// What a reader sees of a text construct: markup inside, escaped, in Base64, or none.
  ///
  /// - Parameter isHTML: What text is of which nothing is said.
  /// Source: RFC 4287, section 3.1; Atom 0.3, "Content constructs"; RSS says nothing.
  func seenText(isHTML: Bool = false) -> String {
    let type = self["type"]?.lowercased() ?? ""
    let written = isBase64(type) ? decoded : nil
    if written == nil, hasChildren { return markupText }
    let text = written ?? allText
    let isMarkup = type.isEmpty ? isHTML || written != nil : type.contains("html")
    return isMarkup ? HTMLText.plain(text) : HTMLText.guessed(text)
  }

  private var hasChildren: Bool { children.contains { _ in true } }

  /// The text of elements: a block stands by itself, a script is not seen.
  private var markupText: String {
    var seen: [UInt8] = []
    func add(_ index: Int) {
      tree.walk(
        index, text: { seen += $0 },
        child: { child in
          let name = tree.name(of: child).local.lowercased()
          guard !HTMLTag.isHidden(name) else { return }
          let space: [UInt8] = HTMLTag.isInline(name) ? [] : [UInt8(ascii: " ")]
          seen += space
          add(child)
          seen += space
        })
    }
    add(index)
    return Mojibake.undone(String(decoding: seen, as: UTF8.self)).whiteSpaceFolded
  }

  /// What stands inside, as it may be written in HTML: names without prefixes, text escaped.
  var markup: String {
    var written: [UInt8] = []
    func add(_ index: Int) {
      tree.walk(
        index, text: { written += String(decoding: $0, as: UTF8.self).escapedForHTML.utf8 },
        child: { child in
          let name = tree.name(of: child).local
          written += "<\(name)".utf8
          for (attribute, value) in tree.attributes(of: child) {
            written += " \(attribute.local)=\"\(value.escapedForHTML)\"".utf8
          }
          written += ">".utf8
          add(child)
          written += "</\(name)>".utf8
        })
    }
    add(index)
    return String(decoding: written, as: UTF8.self)
  }

  /// Atom 0.3 says so; Atom 1.0 does for all that is neither text nor XML.
  private func isBase64(_ type: String) -> Bool {
    if self["mode"]?.lowercased() == "base64" { return true }
    return type.contains("/") && !type.hasPrefix("text/") && !type.hasSuffix("+xml")
      && !type.hasSuffix("/xml")
  }

  private var decoded: String? {
    Data(base64Encoded: allText, options: .ignoreUnknownCharacters)
      .flatMap { String(data: $0, encoding: .utf8) }
  }
}

extension XMLElement? {
  /// Of an element that may be missing.
  func seenText(isHTML: Bool = false) -> String { self?.seenText(isHTML: isHTML) ?? "" }
}

extension String {
  fileprivate var escapedForHTML: String {
    utf8.contains { "&<>\"".utf8.contains($0) }
      ? replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;") : self
  }
}
