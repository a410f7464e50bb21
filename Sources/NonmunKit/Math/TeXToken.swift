/// A piece of a formula in TeX.
enum TeXToken: Equatable {
  /// Without its backslash: `alpha`, `,`, `\`.
  case command(String)
  case letter(Character)
  /// With its decimal point: `3.14`.
  case number(String)
  case sign(Character)
  case open, close, below, above
  /// `&`, between the cells of a table.
  case cell
  case space
}

extension TeXToken {
  /// The pieces of a formula; a comment goes to the end of its line.
  static func all(in tex: String) -> [TeXToken] {
    var tokens: [TeXToken] = []
    var rest = Substring(tex)
    while let character = rest.popFirst() {
      switch character {
      case "\\": tokens.append(.command(name(&rest)))
      case "{": tokens.append(.open)
      case "}": tokens.append(.close)
      case "_": tokens.append(.below)
      case "^": tokens.append(.above)
      case "&": tokens.append(.cell)
      case "~": tokens.append(.command(" "))
      case "%": rest = rest.drop { !$0.isNewline }
      case _ where character.isWhitespace: tokens.append(.space)
      case "0"..."9":
        var number = String(character)
        while let next = rest.first, ("0"..."9").contains(next) || next == "." && rest.isDecimal {
          number.append(rest.removeFirst())
        }
        tokens.append(.number(number))
      case _ where character.isLetter: tokens.append(.letter(character))
      default: tokens.append(.sign(character))
      }
    }
    return tokens
  }

  /// Letters, or one character that is none.
  private static func name(_ rest: inout Substring) -> String {
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    guard letters.isEmpty else {
      rest = rest.dropFirst(letters.count)
      return String(letters)
    }
    return rest.popFirst().map { $0.isWhitespace ? " " : String($0) } ?? ""
  }
}

extension Substring {
  /// Whether a digit follows the point at its start.
  fileprivate var isDecimal: Bool { dropFirst().first.map { ("0"..."9").contains($0) } ?? false }
}
