/// The words in dates that mean something.
enum DateWords {
  /// By its first letters, in English and where feeds are known to write their own language.
  static func month(_ word: String) -> Int? {
    months[String(word.prefix(3))] ?? months[String(word.prefix(4))]
  }

  private static let months: [String: Int] = {
    let languages = [
      "jan feb mar apr may jun jul aug sep oct nov dec",
      "jan feb mär apr mai jun jul aug sep okt nov dez",
      "jan fév mar avr mai juin juil aoû sep oct nov déc",
      "ene feb mar abr may jun jul ago set oct nov dic",
      "gen feb mar apr mag giu lug ago set ott nov dic",
      "jan fev mar abr mai jun jul ago set out nov dez",
      "jan feb mrt apr mei jun jul aug sep okt nov dec",
      "jan feb már ápr máj jún júl aug sze okt nov dec",
      "янв фев мар апр мая июн июл авг сен окт ноя дек",
      "ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
      // Greek with accents, and with the letters that a wrong encoding left.
      "ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοέ δεκ",
      "ιαν φεβ μάώ απρ μαϊ ιον ιολ αυγ σεπ οκτ νοε δεκ",
    ]
    var months: [String: Int] = [:]
    for language in languages {
      for (index, name) in language.split(separator: " ").enumerated() {
        months[String(name)] = index + 1
      }
    }
    return months
  }()

  /// In seconds east of UTC.
  ///
  /// Source: RFC 822, section 5.1; RFC 2822, section 4.3, by which military letters say nothing,
  /// save for the four that RFC 822 names. `IST` is three zones, and not read.
  static let zones: [String: Int] = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "a": -1, "m": -12, "n": 1, "y": 12,
    "adt": -3, "ast": -4, "at": -4, "edt": -4, "est": -5, "et": -5, "cdt": -5, "cst": -6, "ct": -6,
    "mdt": -6, "mst": -7, "mt": -7, "pdt": -7, "pst": -8, "pt": -8, "akdt": -8, "akst": -9,
    "hst": -10, "bst": 1, "west": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "eest": 3,
    "msk": 3, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12,
    "nzdt": 13,
  ].mapValues { $0 * 3600 }
}
