/// Trends as a chart that browsers show by itself, in an `<img>` or in a page: a strip of bars for
/// each tag, all to one scale, with the words in Korean.
///
/// Its colours follow light and dark. It is narrow, so that it can be read on a phone; the same
/// trends always make the same bytes.
package struct TrendChart: Sendable {
  let trends: Trends

  package init(_ trends: Trends) { self.trends = trends }

  /// What a file starts with that this wrote.
  package static let mark = "<svg class=\"nonmun-trends\""

  /// A file of its own.
  package var svg: String { markup(style: "<style>\n\(Self.style)\n</style>\n") }

  /// A part of a page that has ``style`` in its head.
  package var figure: String { "<figure class=\"trends\">\n\(markup(style: ""))</figure>\n" }

  private func markup(style: String) -> String {
    let height = Self.top + trends.rows.count * Self.strip + Self.foot
    var lines = [
      """
      <rect class="back" x="0.5" y="0.5" width="\(Self.width - 1)" height="\(height - 1)" rx="8"/>
      """,
      text("head", x: Self.margin, y: 26, title),
      text("note end", x: Self.width - Self.margin, y: 26, range),
    ]
    for (place, row) in trends.rows.enumerated() {
      lines += strip(row, top: Self.top + place * Self.strip)
    }
    lines += labels(y: height - Self.foot + 16)
    return """
      \(Self.mark) xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" \
      width="\(Self.width)" height="\(height)" role="img" aria-label="\(title), \(range)">
      \(style)\(lines.joined(separator: "\n"))
      </svg>

      """
  }

  private static let (width, margin, top, strip, foot) = (400, 16, 40, 98, 32)
  /// Of the highest bar.
  private static let bars = 48

  /// Names that no page has for something else.
  package static let style = """
    .nonmun-trends{font-family:Pretendard,"Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR",\
    "Malgun Gothic",sans-serif;max-width:100%;height:auto}
    .nonmun-trends .back{fill:#fff;stroke:#d8dee4}
    .nonmun-trends .bar{fill:#3b6ea8}
    .nonmun-trends .line{stroke:#d8dee4}
    .nonmun-trends text{fill:#24292f;font-size:12px}
    .nonmun-trends .head{font-size:14px;font-weight:600}
    .nonmun-trends .name{font-size:13px}
    .nonmun-trends .note{fill:#59636e;font-size:11px}
    .nonmun-trends .middle{text-anchor:middle}
    .nonmun-trends .end{text-anchor:end}
    @media (prefers-color-scheme:dark){
    .nonmun-trends .back{fill:#161b22;stroke:#30363d}
    .nonmun-trends .bar{fill:#6ca4e0}
    .nonmun-trends .line{stroke:#30363d}
    .nonmun-trends text{fill:#e6edf3}
    .nonmun-trends .note{fill:#9198a1}
    }
    """

  private var title: String { trends.isOfDays ? "날마다 올라온 논문" : "주마다 올라온 논문" }
  private var range: String {
    guard let first = trends.spans.first, let last = trends.spans.last else { return "" }
    return "\(first.days.lowerBound) – \(last.days.upperBound)"
  }

  private func strip(_ row: Trends.Row, top: Int) -> [String] {
    let base = top + Self.strip - 14
    var lines = [
      text("name", x: Self.margin, y: top + 14, row.label),
      text("note end", x: Self.width - Self.margin, y: top + 14, "\(row.total)편"),
    ]
    for (place, count) in row.counts.enumerated() where count > 0 {
      let height = max(1, count * Self.bars / max(trends.most, 1))
      lines.append(
        """
        <rect class="bar" x="\(start(place))" y="\(base - height)" width="\(barWidth)" \
        height="\(height)" rx="\(min(2, barWidth / 2))"><title>\
        \(trends.spans[place].name.escapedForMarkup): \(count)편</title></rect>
        """)
      if step >= 18 {
        lines.append(text("note middle", x: middle(place), y: base - height - 4, "\(count)"))
      }
    }
    lines.append(
      """
      <path class="line" d="M\(Self.margin) \(base)H\(Self.width - Self.margin)"/>
      """)
    return lines
  }

  /// As many as have room.
  private func labels(y: Int) -> [String] {
    let every = max(1, (44 + step - 1) / max(step, 1))
    return trends.spans.indices.filter { (trends.spans.count - 1 - $0).isMultiple(of: every) }.map {
      text("note middle", x: middle($0), y: y, trends.spans[$0].label)
    }
  }

  private var step: Int { (Self.width - 2 * Self.margin) / max(trends.spans.count, 1) }
  private var barWidth: Int { max(1, min(40, step * 3 / 4)) }
  private func middle(_ place: Int) -> Int { Self.margin + place * step + step / 2 }
  private func start(_ place: Int) -> Int { middle(place) - barWidth / 2 }

  private func text(_ kind: String, x: Int, y: Int, _ words: String) -> String {
    "<text class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\">\(words.whiteSpaceFolded.escapedForMarkup)</text>"
  }
}
