/// Commands that a formula defines for itself.
struct TeXMacro: Equatable {
  /// How many arguments it takes: 0 to 9.
  var arguments: Int
  var body: [TeXToken]
}

extension FormulaReader {
  /// A macro that calls itself, or one that doubles its argument, again and again.
  private static let mostExpansions = 500
  private static let longest = 20_000

  /// Reads what follows `\newcommand`, `\renewcommand`, `\def` or `\DeclareMathOperator`.
  mutating func define(by command: String) throws(UnknownTeX) {
    skipSpaces()
    if tokens.first == .sign("*") { tokens.removeFirst() }
    let name = try tokens.first == .open ? tokensOfGroup() : [tokens.popFirst() ?? .close]
    guard name.count == 1, case .command(let name) = name[0] else { throw UnknownTeX() }
    var arguments = 0
    if command == "def" {
      while tokens.first == .sign("#") {
        tokens = tokens.dropFirst(2)
        arguments += 1
      }
    } else if tokens.first == .sign("["), case .number(let count) = tokens.dropFirst().first,
      let number = Int(count), tokens.dropFirst(2).first == .sign("]")
    {
      arguments = number
      tokens = tokens.dropFirst(3)
    }
    skipSpaces()
    guard arguments < 10, tokens.first == .open else { throw UnknownTeX() }
    let body = try tokensOfGroup()
    macros[name] = TeXMacro(
      arguments: arguments,
      body: command == "DeclareMathOperator"
        ? [.command("operatorname"), .open] + body + [.close] : body)
  }

  /// Puts the body of a macro where the macro stood.
  mutating func expand(_ macro: TeXMacro) throws(UnknownTeX) {
    expansions += 1
    guard expansions <= Self.mostExpansions, tokens.count < Self.longest else { throw UnknownTeX() }
    var arguments: [[TeXToken]] = []
    for _ in 0..<macro.arguments {
      skipSpaces()
      arguments.append(try tokens.first == .open ? tokensOfGroup() : [tokens.popFirst() ?? .close])
    }
    var body: [TeXToken] = []
    var rest = macro.body[...]
    while let token = rest.popFirst() {
      guard token == .sign("#"), case .number(let digits) = rest.first,
        let place = digits.first?.wholeNumberValue, (1...9).contains(place)
      else {
        body.append(token)
        continue
      }
      guard place <= arguments.count else { throw UnknownTeX() }
      rest.removeFirst()
      body += arguments[place - 1]
      if digits.count > 1 { body.append(.number(String(digits.dropFirst()))) }
    }
    tokens = (body + tokens)[...]
  }

  /// What stands between two braces, which are taken away.
  private mutating func tokensOfGroup() throws(UnknownTeX) -> [TeXToken] {
    var depth = 0
    var group: [TeXToken] = []
    while let token = tokens.popFirst() {
      if token == .open { depth += 1 }
      if token == .close { depth -= 1 }
      if depth == 0 { return Array(group.dropFirst()) }
      group.append(token)
    }
    throw UnknownTeX()
  }
}
