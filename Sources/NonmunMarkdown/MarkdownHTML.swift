import Foundation
import NonmunKit

/// Markdown as HTML: GitHub's, with an id for every heading, and with formulas.
///
/// The reader's own HTML is kept, but for the elements that GitHub filters as well, such as
/// `<script>`, `<style>` and `<iframe>`, which are shown as text (GFM 0.29, section 6.11).
package struct MarkdownHTML: Equatable, Sendable {
  package enum Mathematics: Sendable {
    /// As MathML; what is not understood, as its source.
    case typeset
    /// The source as code: programs that show feeds know no MathML.
    case source
  }

  package struct Heading: Equatable, Sendable {
    package var level: Int
    package var text: String
    package var id: String
  }

  package let text: String
  /// In page order, those in quotes and lists included.
  package let headings: [Heading]

  /// - Parameter taken: Ids that stand on the same page already.
  package init(
    _ page: [UInt8], mathematics: Mathematics = .typeset, taken: [Heading] = []
  ) throws(PageTooLarge) {
    let math = try HiddenMath(page)
    var document = MarkdownDocument(parsing: math.bytes[...])
    headings = document.nameHeadings(math, taken: Set(taken.map(\.id)))
    document.restore(math, mathematics)
    text = document.html
  }

  /// A formula as it stands on the page.
  static func markup(_ source: String, isDisplayed: Bool, _ mathematics: Mathematics) -> String {
    let sign = isDisplayed ? 2 : 1
    let tex = String(source.dropFirst(sign).dropLast(sign))
    let formula =
      mathematics == .typeset ? MathML(tex: tex, isDisplayed: isDisplayed)?.markup : nil
    let markup = formula ?? "<code class=\"tex\">\(source.escapedForMarkup)</code>"
    return isDisplayed ? "<span class=\"formula\">\(markup)</span>" : markup
  }
}

extension String {
  /// What a heading is called in an address: letters and digits of any script in lower case, and
  /// hyphens; as kramdown and GitHub make it of most headings.
  var headingID: String {
    let words = precomposedStringWithCanonicalMapping.lowercased().split { character in
      !character.isLetter && !character.isNumber && character != "_"
    }
    return words.isEmpty ? "section" : words.joined(separator: "-")
  }
}
