/// The days on whose evening arXiv announces nothing, as `arxiv-holidays.txt` has them.
struct ArxivHolidays: Sendable {
  private let names: [Day: String]

  /// Reads a day and its name a line; `#` begins a comment.
  init(_ text: String) {
    names = text.split(separator: "\n").reduce(into: [:]) { names, line in
      guard !line.hasPrefix("#"), let day = Day(line.prefix(10)) else { return }
      names[day] = String(line.dropFirst(11))
    }
  }

  static let known = ArxivHolidays(
    String(decoding: PackageResources.arxiv_holidays_txt, as: UTF8.self))

  subscript(day: Day) -> String? { names[day] }

  /// After this year nothing is known: a holiday looks like a day on which nothing came.
  var lastYear: Int { names.keys.max()?.civil.year ?? 0 }
}
