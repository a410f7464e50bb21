/// What a command of TeX does to the letters of a text.
enum TeXCommand: Equatable {
  /// It is a letter: so many of its name are printed.
  case letters(Int)
  /// It puts something on the letter behind it.
  case accent
  /// It only says how something looks.
  case style
  /// It is another form of a Greek letter: `\varepsilon`.
  case variant

  /// By the ``WordHash`` of the name. What is not here prints its name: `\alpha`.
  static let known: [UInt64: TeXCommand] = {
    var known: [UInt64: TeXCommand] = [:]
    func add(_ names: String, _ command: (Substring) -> TeXCommand) {
      for name in names.split(separator: " ") { known[WordHash.of(name.utf8)] = command(name) }
    }
    // The TeXbook, chapter 9.
    add("o O l L ss ae AE oe OE i j th") { .letters($0.utf8.count) }
    add("aa AA dh") { _ in .letters(1) }
    add("c v u H r k b d t") { _ in .accent }
    add(
      """
      mathcal mathbb mathbf mathrm mathit mathsf mathtt mathfrak mathscr text textbf textit texttt \
      textrm textsc textsf textsl emph operatorname boldsymbol bm pmb left right big Big hat tilde \
      bar vec dot widehat widetilde overline underline ensuremath mbox hbox rm bf it cal em tt sc \
      sf sl
      """
    ) { _ in .style }
    for name in GreekLetter.names { known[WordHash.of("var\(name)".utf8)] = .variant }
    return known
  }()
}
