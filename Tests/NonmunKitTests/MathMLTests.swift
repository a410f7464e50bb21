import Foundation
import NonmunKit
import Testing

@Suite struct MathMLTests {
  private func markup(_ tex: String, isDisplayed: Bool = false) -> String? {
    guard let markup = MathML(tex: tex, isDisplayed: isDisplayed)?.markup else { return nil }
    let start = markup.range(of: "<semantics><mrow>")?.upperBound ?? markup.startIndex
    let end = markup.range(of: "</mrow><annotation")?.lowerBound ?? markup.endIndex
    return String(markup[start..<end])
  }

  @Test(
    arguments: [
      ("k", "<mi>k</mi>"), ("3.14x", "<mn>3.14</mn><mi>x</mi>"), ("\\beta", "<mi>β</mi>"),
      ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
      ("f'", "<msup><mi>f</mi><mrow><mo>′</mo></mrow></msup>"),
      ("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
      ("\\frac{a}{b}", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"),
      ("\\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>"),
      ("\\mathbb{R}", "<mrow><mi>ℝ</mi></mrow>"), ("\\mathcal L", "<mi>ℒ</mi>"),
      ("\\boldsymbol{\\theta}", "<mrow><mi>𝛉</mi></mrow>"),
      ("\\mathrm{KL}", "<mi>KL</mi>"), ("\\text{if }x", "<mtext>if\u{A0}</mtext><mi>x</mi>"),
      ("\\log x", "<mi>log</mi><mspace width=\"0.167em\"/><mi>x</mi>"),
      ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
      ("-x", "<mo form=\"prefix\">−</mo><mi>x</mi>"), ("a-x", "<mi>a</mi><mo>−</mo><mi>x</mi>"),
      (
        "\\left(x\\right.",
        "<mrow><mo fence=\"true\" stretchy=\"true\">(</mo><mi>x</mi></mrow>"
      ),
      ("\\hat y", "<mover accent=\"true\"><mi>y</mi><mo stretchy=\"false\">^</mo></mover>"),
      ("한", "<mi>한</mi>"), ("", ""),
      ("\\newcommand{\\R}{\\mathbb{R}} \\R^n", "<msup><mrow><mi>ℝ</mi></mrow><mi>n</mi></msup>"),
      ("\\def\\half#1{\\frac{#1}2}\\half x", "<mfrac><mrow><mi>x</mi></mrow><mn>2</mn></mfrac>"),
      ("\\newcommand\\two[2]{#2#1}\\two{a}{b}", "<mi>b</mi><mi>a</mi>"),
      ("\\DeclareMathOperator{\\KL}{KL}\\KL", "<mi>KL</mi>"),
      ("\\textcolor{red}{x}", "<mrow><mi>x</mi></mrow>"), ("\\color{#f00}x", "<mi>x</mi>"),
    ] as [(String, String)])
  func formulasAreSet(_ tex: String, _ expected: String) {
    #expect(markup(tex) == expected)
  }

  @Test func limitsStandBelowInAFormulaOfItsOwn() {
    #expect(markup("\\sum_i x")?.hasPrefix("<msub>") == true)
    #expect(markup("\\sum_i x", isDisplayed: true)?.hasPrefix("<munder>") == true)
    #expect(
      markup("\\max\\limits_\\theta x", isDisplayed: true)?.hasPrefix("<munder><mi>max</mi>")
        == true)
  }

  @Test func linesAndCellsAreATable() {
    #expect(markup("a \\\\ b", isDisplayed: true)?.hasPrefix("<mtable><mtr>") == true)
    let cases = markup("f = \\begin{cases} 1 & x \\\\ 0 & y \\end{cases}", isDisplayed: true)
    #expect(cases?.contains("<mtable class=\"cases\"><mtr><mtd><mn>1</mn></mtd><mtd>") == true)
    #expect(
      markup("\\begin{aligned} a &= b \\\\ &= c \\\\ \\end{aligned}")?.components(
        separatedBy: "<mtr>"
      ).count == 3)
  }

  @Test(arguments: [
    "\\unknown", "\\def\\a{\\a\\a}\\a",
    "\\def\\a#1{#1#1#1}\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a x}}}}}}}}}",
    "\\newcommand{\\R}", "\\def\\a{#1}\\a", "\\newcommand{x}{y}", "\\def\\a{x", "{a", "a}",
    "\\frac{a}", "x_1_2", "\\left( x", "\\begin{cases} 1",
    "\\begin{x}1\\end{y}",
    "\\text{a", "a & \\right)", String(repeating: "{", count: 100_000),
    String(repeating: "\\sqrt", count: 100_000), String(repeating: "x^", count: 100_000),
    String(repeating: "\\begin{matrix}", count: 10_000),
  ])
  func whatIsNotUnderstoodIsNone(_ tex: String) {
    #expect(MathML(tex: tex, isDisplayed: true) == nil)
  }

  @Test func theSourceIsKeptAsText() {
    let markup = MathML(tex: "a<b & \"c\"", isDisplayed: false)?.markup ?? ""
    #expect(markup.contains(">a&lt;b &amp; &quot;c&quot;</annotation>"))
  }
}
