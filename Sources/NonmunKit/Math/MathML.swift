/// A formula in TeX as MathML, which browsers set without a script and without a network.
///
/// What papers and notes on them use is known: letters of every style, scripts, fractions, roots,
/// accents, fences, matrices, cases and aligned lines. A formula with anything else is none, and is
/// better shown as it was written.
package struct MathML: Equatable, Sendable {
  package let markup: String

  /// - Parameter isDisplayed: Whether it stands on lines of its own.
  package init?(tex: String, isDisplayed: Bool) {
    var reader = FormulaReader(tex, isDisplayed: isDisplayed)
    guard let row = try? reader.formula() else { return nil }  // Unknown, and said so above.
    let display = isDisplayed ? " display=\"block\"" : ""
    let source = tex.escapedForMarkup
    markup = """
      <math\(display)><semantics><mrow>\(row)</mrow>\
      <annotation encoding="application/x-tex">\(source)</annotation></semantics></math>
      """
  }
}

/// A formula that is not understood.
struct UnknownTeX: Error {}

/// Reads a formula from left to right.
struct FormulaReader {
  var tokens: ArraySlice<TeXToken>
  let isDisplayed: Bool
  var macros: [String: TeXMacro] = [:]
  var expansions = 0
  private var depth = 0

  init(_ tex: String, isDisplayed: Bool) {
    tokens = TeXToken.all(in: tex)[...]
    self.isDisplayed = isDisplayed
  }

  /// All of it; several lines make a table.
  mutating func formula() throws(UnknownTeX) -> String {
    let rows = try table()
    guard tokens.isEmpty else { throw UnknownTeX() }
    return rows.count == 1 && rows[0].count == 1 ? rows[0][0] : Self.table(rows, "")
  }

  /// Rows of cells, up to what ends a table.
  mutating func table() throws(UnknownTeX) -> [[String]] {
    var rows = [[""]]
    while true {
      let cell = try row()
      rows[rows.count - 1][rows[rows.count - 1].count - 1] = cell
      if tokens.first == .cell {
        rows[rows.count - 1].append("")
      } else if tokens.first == .command("\\") {
        rows.append([""])
      } else {
        if rows.last == [""], rows.count > 1 { rows.removeLast() }
        return rows
      }
      tokens.removeFirst()
    }
  }

  static func table(_ rows: [[String]], _ attributes: String) -> String {
    let lines = rows.map { cells in
      "<mtr>" + cells.map { "<mtd>\($0)</mtd>" }.joined() + "</mtr>"
    }
    return "<mtable\(attributes)>" + lines.joined() + "</mtable>"
  }

  /// Elements up to a token that ends a row.
  mutating func row() throws(UnknownTeX) -> String {
    var markup = ""
    while let token = tokens.first {
      switch token {
      case .close, .cell, .command("\\"), .command("right"), .command("end"): return markup
      case .space: tokens.removeFirst()
      case .sign("-"), .sign("+"):
        // A sign of what follows, unless something stands before it that it could join.
        let isPrefix = markup.isEmpty || markup.hasSuffix("</mo>") && !markup.hasSuffix(")</mo>")
        let sign = try scripted()
        markup += isPrefix ? sign.replacing("<mo>", with: "<mo form=\"prefix\">") : sign
      default: markup += try scripted()
      }
    }
    return markup
  }

  /// What stands next, without scripts: a group, or one element.
  mutating func argument() throws(UnknownTeX) -> String {
    skipSpaces()
    if case .number(let number) = tokens.first, number.count > 1 {
      // One digit: `\frac12` is a half.
      tokens[tokens.startIndex] = .number(String(number.dropFirst()))
      return "<mn>\(number.prefix(1))</mn>"
    }
    guard tokens.first == .open else { return try element().markup }
    return "<mrow>\(try group())</mrow>"
  }

  mutating func group() throws(UnknownTeX) -> String {
    tokens.removeFirst()
    let markup = try row()
    guard tokens.popFirst() == .close else { throw UnknownTeX() }
    return markup
  }

  mutating func skipSpaces() { tokens = tokens.drop { $0 == .space } }

  /// An element with what stands below and above it.
  private mutating func scripted() throws(UnknownTeX) -> String {
    var base = try element()
    if base.markup.isEmpty, [.below, .above].contains(tokens.first) {
      base.markup = "<mrow></mrow>"
    }
    var below: String?
    var above: String?
    var primes = ""
    scripts: while true {
      skipSpaces()
      switch tokens.first {
      case .below where below == nil:
        tokens.removeFirst()
        below = try argument()
      case .above where above == nil:
        tokens.removeFirst()
        above = try argument()
      case .sign("'"):
        tokens.removeFirst()
        primes += "′"
      case .command("limits"), .command("nolimits"): tokens.removeFirst()
      case .below, .above: throw UnknownTeX()
      default: break scripts
      }
    }
    if !primes.isEmpty { above = "<mrow><mo>\(primes)</mo>\(above ?? "")</mrow>" }
    let hasLimits = base.takesLimits && isDisplayed
    let markup =
      switch (below, above) {
      case (let below?, let above?):
        hasLimits
          ? "<munderover>\(base.markup)\(below)\(above)</munderover>"
          : "<msubsup>\(base.markup)\(below)\(above)</msubsup>"
      case (let below?, nil):
        hasLimits
          ? "<munder>\(base.markup)\(below)</munder>" : "<msub>\(base.markup)\(below)</msub>"
      case (nil, let above?):
        hasLimits
          ? "<mover>\(base.markup)\(above)</mover>" : "<msup>\(base.markup)\(above)</msup>"
      case (nil, nil): base.markup
      }
    return base.isFunction ? markup + application : markup
  }

  /// What stands between a name and what it is applied to: a thin space, but not before a fence.
  private var application: String {
    switch tokens.first(where: { $0 != .space }) {
    case .letter, .number, .command: "<mspace width=\"0.167em\"/>"
    default: ""
    }
  }

  /// One sign, number, group or command; empty for what only asks for a size.
  mutating func element() throws(UnknownTeX) -> FormulaElement {
    // Formulas of people nest a few times; one that nests without end would end the stack.
    guard depth < 50 else { throw UnknownTeX() }
    depth += 1
    defer { depth -= 1 }
    switch tokens.first {
    case .open: return FormulaElement("<mrow>\(try group())</mrow>")
    case .letter(let letter):
      tokens.removeFirst()
      return FormulaElement("<mi>\(letter)</mi>")
    case .number(let number):
      tokens.removeFirst()
      return FormulaElement("<mn>\(number)</mn>")
    case .sign(let sign):
      tokens.removeFirst()
      // A hyphen is a minus here.
      return FormulaElement(operator: sign == "-" ? "−" : String(sign))
    case .command(let name):
      tokens.removeFirst()
      return try command(name)
    // A script without a base stands on nothing: `{}_1`, `^\top`.
    case .below, .above: return FormulaElement("<mrow></mrow>")
    default: throw UnknownTeX()
    }
  }
}

/// A part of a formula that scripts can stand on.
struct FormulaElement {
  var markup: String
  /// Whether scripts stand above and below it, in a formula of its own.
  var takesLimits = false
  /// Whether it is a name that is applied to what follows.
  var isFunction = false

  init(_ markup: String, takesLimits: Bool = false, isFunction: Bool = false) {
    self.markup = markup
    self.takesLimits = takesLimits
    self.isFunction = isFunction
  }

  /// Unlike a browser, TeX lets fences grow only where `\left` asks for it.
  init(operator sign: String) {
    let stretch = "()[]{}|‖⟨⟩⌊⌋⌈⌉".contains(sign) ? " stretchy=\"false\"" : ""
    self.init("<mo\(stretch)>\(sign.escapedForMarkup)</mo>")
  }
}
