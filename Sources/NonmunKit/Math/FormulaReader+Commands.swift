extension FormulaReader {
  mutating func command(
    _ name: String
  ) throws(UnknownTeX) -> FormulaElement {
    if let macro = macros[name] {
      try expand(macro)
      // It may stand for nothing, or for several things: the first of them is what scripts stand on.
      return tokens.isEmpty || [.close, .cell].contains(tokens.first)
        ? FormulaElement("") : try element()
    }
    if let letter = TeXSymbols.letters[name] { return FormulaElement("<mi>\(letter)</mi>") }
    if let sign = TeXSymbols.operators[name] { return FormulaElement(operator: sign) }
    if let sign = TeXSymbols.large[name] {
      return FormulaElement("<mo>\(sign)</mo>", takesLimits: true)
    }
    if let sign = TeXSymbols.integrals[name] { return FormulaElement("<mo>\(sign)</mo>") }
    if TeXSymbols.functions.contains(name) || TeXSymbols.limits.contains(name) {
      return FormulaElement(
        "<mi>\(name)</mi>", takesLimits: TeXSymbols.limits.contains(name), isFunction: true)
    }
    if let width = TeXSymbols.spaces[name] {
      return FormulaElement("<mspace width=\"\(width)em\"/>")
    }
    if TeXSymbols.ignored.contains(name) { return FormulaElement("") }
    if let alphabet = MathAlphabet(command: name) {
      return FormulaElement(try letters(of: alphabet))
    }
    if let accent = TeXSymbols.accents[name] {
      let isNarrow = !name.hasPrefix("over") && !name.hasPrefix("wide")
      let stretch = isNarrow ? " stretchy=\"false\"" : ""
      // As an accent, a bar falls onto a capital where no font for formulas is installed.
      let kind = accent == "¯" ? "" : " accent=\"true\""
      return FormulaElement(
        "<mover\(kind)>\(try argument())<mo\(stretch)>\(accent)</mo></mover>",
        takesLimits: name == "overbrace")
    }
    if let sign = TeXSymbols.undersigns[name] {
      return FormulaElement(
        "<munder>\(try argument())<mo>\(sign)</mo></munder>", takesLimits: name == "underbrace")
    }
    return try structure(name)
  }

  private mutating func structure(_ name: String) throws(UnknownTeX) -> FormulaElement {
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      return FormulaElement("<mfrac>\(try argument())\(try argument())</mfrac>")
    case "binom":
      let parts = "\(try argument())\(try argument())"
      return FormulaElement(
        "<mrow><mo>(</mo><mfrac linethickness=\"0\">\(parts)</mfrac><mo>)</mo></mrow>")
    case "sqrt": return FormulaElement(try root())
    case "overset", "stackrel":
      let above = try argument()
      return FormulaElement("<mover>\(try argument())\(above)</mover>")
    case "underset":
      let below = try argument()
      return FormulaElement("<munder>\(try argument())\(below)</munder>")
    case "text", "textrm", "textit", "textbf", "texttt", "textsf", "mbox", "textnormal":
      return FormulaElement("<mtext>\(try words().escapedForMarkup)</mtext>")
    case "mathrm", "operatorname", "mathop": return try upright()
    case "left": return FormulaElement(try fenced())
    case "begin": return FormulaElement(try environment())
    case "label", "tag", "color":
      _ = try words()
      return FormulaElement("")
    case "textcolor":
      _ = try words()
      return FormulaElement(try argument())
    case "phantom": return FormulaElement("<mphantom>\(try argument())</mphantom>")
    case "boxed":
      let box = "<mrow style=\"border:1px solid;padding:0.2em\">"
      return FormulaElement(box + (try argument()) + "</mrow>")
    case "pmod":
      let parts = "<mi>mod</mi><mspace width=\"0.167em\"/>\(try argument())"
      return FormulaElement("<mrow><mo>(</mo>\(parts)<mo>)</mo></mrow>")
    case "newcommand", "renewcommand", "def", "DeclareMathOperator":
      try define(by: name)
      return FormulaElement("")
    default: throw UnknownTeX()
    }
  }

  private mutating func letters(of alphabet: MathAlphabet) throws(UnknownTeX) -> String {
    // Only what is seen changes: no tags, and no entities.
    var end: Character?
    return String(
      try argument().map { character in
        if end == nil { end = ["<": ">", "&": ";"][character] }
        guard let last = end else { return alphabet[character] }
        if character == last { end = nil }
        return character
      })
  }

  private mutating func root() throws(UnknownTeX) -> String {
    skipSpaces()
    guard tokens.first == .sign("[") else { return "<msqrt>\(try argument())</msqrt>" }
    tokens.removeFirst()
    var index = ""
    while let token = tokens.first, token != .sign("]") {
      if token == .space { tokens.removeFirst() } else { index += try element().markup }
    }
    tokens.removeFirst(min(1, tokens.count))
    return "<mroot>\(try argument())<mrow>\(index)</mrow></mroot>"
  }

  /// The text of a group, as it is written.
  private mutating func words() throws(UnknownTeX) -> String {
    skipSpaces()
    guard tokens.popFirst() == .open else { throw UnknownTeX() }
    var text = ""
    while let token = tokens.popFirst() {
      switch token {
      case .close: return text
      case .letter(let character), .sign(let character): text.append(character)
      case .number(let number): text += number
      case .space, .command(" "): text += "\u{A0}"
      case .below: text += "_"
      case .above: text += "^"
      case .command(let name) where TeXSymbols.operators[name]?.count == 1 && name.count == 1:
        text += name
      default: throw UnknownTeX()
      }
    }
    throw UnknownTeX()
  }

  /// `\mathrm{KL}`, `\operatorname*{argmax}`: letters together are one name.
  private mutating func upright() throws(UnknownTeX) -> FormulaElement {
    skipSpaces()
    let takesLimits = tokens.first == .sign("*")
    if takesLimits { tokens.removeFirst() }
    guard tokens.first != .open else {
      let name = try words()
      let variant = name.count == 1 ? " mathvariant=\"normal\"" : ""
      return FormulaElement(
        "<mi\(variant)>\(name.escapedForMarkup)</mi>", takesLimits: takesLimits,
        isFunction: takesLimits)
    }
    return FormulaElement(try argument())
  }

  private mutating func fenced() throws(UnknownTeX) -> String {
    let open = try fence()
    let markup = try row()
    guard tokens.popFirst() == .command("right") else { throw UnknownTeX() }
    return "<mrow>\(open)\(markup)\(try fence())</mrow>"
  }

  /// A sign that grows with what it holds; none for a point.
  private mutating func fence() throws(UnknownTeX) -> String {
    skipSpaces()
    let sign: String
    switch tokens.popFirst() {
    case .sign("."): return ""
    case .sign(let character): sign = ["<": "⟨", ">": "⟩"][character] ?? String(character)
    case .command(let name):
      guard let known = TeXSymbols.operators[name] else { throw UnknownTeX() }
      sign = known
    default: throw UnknownTeX()
    }
    return "<mo fence=\"true\" stretchy=\"true\">\(sign.escapedForMarkup)</mo>"
  }

  private mutating func environment() throws(UnknownTeX) -> String {
    let name = try words()
    if name == "array" { _ = try words() }
    let rows = try table()
    guard tokens.popFirst() == .command("end"), try words() == name else { throw UnknownTeX() }
    switch name.prefix(while: { $0 != "*" }) {
    case "matrix", "array", "gather", "gathered", "equation", "smallmatrix":
      return Self.table(rows, "")
    case "pmatrix": return "<mrow><mo>(</mo>\(Self.table(rows, ""))<mo>)</mo></mrow>"
    case "bmatrix": return "<mrow><mo>[</mo>\(Self.table(rows, ""))<mo>]</mo></mrow>"
    case "vmatrix": return "<mrow><mo>|</mo>\(Self.table(rows, ""))<mo>|</mo></mrow>"
    case "cases":
      return "<mrow><mo>{</mo>\(Self.table(rows, " class=\"cases\""))</mrow>"
    case "align", "aligned", "split", "alignedat", "eqnarray":
      return Self.table(rows, " class=\"aligned\"")
    default: throw UnknownTeX()
    }
  }
}
