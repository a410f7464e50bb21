/// Something on a page that will not survive publishing.
package struct LintFinding: Equatable, Sendable {
  package var file: String
  /// 1-based.
  package var line: Int
  /// 1-based, in Unicode scalars of the line.
  package var column: Int
  package var code: LintCode
  /// What was found there.
  package var what: String

  package init(file: String, line: Int, column: Int, code: LintCode, what: String) {
    self.file = file
    self.line = line
    self.column = column
    self.code = code
    self.what = what
  }
}

/// What `nonmun lint` knows; each with its reason.
package enum LintCode: String, CaseIterable, Sendable {
  case deadImage = "dead-image"
  case privateLink = "private-link"
  case tracking
  case singleDollar = "single-dollar"
  case unbalancedBraces = "unbalanced-braces"
  case unclosedMath = "unclosed-math"
  case liquid
  case futureDate = "future-date"
  case wrongHeading = "wrong-heading"
  case twoNames = "two-names"
  case outsideWeek = "outside-week"
  case notAPage = "not-a-page"

  package var why: String {
    switch self {
    case .deadImage:
      "Notion serves its images for an hour at signed addresses, and without a signature to nobody"
    case .privateLink: "only who is let into that workspace of Notion can open it"
    case .tracking: "it follows who opens the link, and is no part of the address"
    case .singleDollar: "kramdown, which Jekyll uses, reads mathematics between $$ alone"
    case .unbalancedBraces: "TeX stops at it, and shows nothing"
    case .unclosedMath: "all that follows is read as mathematics"
    case .liquid:
      "Jekyll runs it as a program, also in code; {% raw %} … {% endraw %} prevents that"
    case .futureDate: "Jekyll leaves out what lies ahead"
    case .wrongHeading: "the calendar of nonmun.yml counts otherwise"
    case .twoNames: "readers take it for two things"
    case .outsideWeek: "no weekly digest holds it"
    case .notAPage: "no command reads it: pages are YYYY-MM-DD.md, heads YYYY-Www.md"
    }
  }
}
