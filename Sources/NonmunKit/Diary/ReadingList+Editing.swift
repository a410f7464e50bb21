/// A change of a reading list: bytes put in, or taken out again. The rest stays.
package struct ListEdit: Equatable, Sendable {
  /// In the old bytes.
  package var range: Range<Int>
  package var bytes: [UInt8]

  package init(_ range: Range<Int>, _ text: String) {
    self.range = range
    bytes = Array(text.utf8)
  }
}

extension [UInt8] {
  /// - Parameter edits: In page order, none over another.
  package func applying(_ edits: [ListEdit]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    for edit in edits {
      result += self[start..<edit.range.lowerBound]
      result += edit.bytes
      start = edit.range.upperBound
    }
    return result + self[start...]
  }
}

extension ReadingList {
  /// Strikes an entry out, its whole text; checks the box of one that has a box.
  package func striking(_ entry: Entry) -> [ListEdit] {
    guard !entry.isDone else { return [] }
    if let box = entry.box { return [ListEdit(box..<box + 1, "x")] }
    return gaps(of: strikes(in: entry.text), in: entry.text).flatMap { gap in
      [
        ListEdit(gap.lowerBound..<gap.lowerBound, "~~"),
        ListEdit(gap.upperBound..<gap.upperBound, "~~"),
      ]
    }
  }

  /// What of an entry is not struck out yet, without white space and punctuation around it; all of
  /// it where nothing is.
  private func gaps(of strikes: [Range<Int>], in text: Range<Int>) -> [Range<Int>] {
    guard !strikes.isEmpty else { return [text] }
    let starts =
      [text.lowerBound] + strikes.indices.filter { $0 % 2 == 1 }.map { strikes[$0].upperBound }
    let ends =
      strikes.indices.filter { $0 % 2 == 0 }.map { strikes[$0].lowerBound } + [text.upperBound]
    return zip(starts, ends).compactMap { start, end in
      let isBetween: (UInt8) -> Bool = { " \t,;:/&+|".utf8.contains($0) }
      guard let first = bytes[start..<end].firstIndex(where: { !isBetween($0) }),
        let last = bytes[start..<end].lastIndex(where: { !isBetween($0) })
      else { return nil }
      return first..<last + 1
    }
  }

  /// Takes back what ``striking(_:)`` did, or the reader; empty where that cannot be told.
  package func reopening(_ entry: Entry) -> [ListEdit] {
    guard entry.isDone else { return [] }
    var edits: [ListEdit] = []
    if let box = entry.box, bytes[box] != .space { edits.append(ListEdit(box..<box + 1, " ")) }
    guard entry.isStruckOut else { return edits }
    let strikes = strikes(in: entry.text)
    return edits + strikes.map { ListEdit($0, "") }
  }

  /// The tildes that strike text out: an even number of pairs. One alone is that of an address, or
  /// of `1~2장`.
  private func strikes(in text: Range<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var place = text.lowerBound
    while let start = bytes[place..<text.upperBound].firstIndex(of: UInt8(ascii: "~")) {
      place =
        bytes[start..<text.upperBound].firstIndex { $0 != UInt8(ascii: "~") }
        ?? text.upperBound
      runs.append(start..<place)
    }
    let pairs = runs.filter { $0.count == 2 }
    return pairs.count.isMultiple(of: 2) ? pairs : []
  }

  /// Says in brackets what was read of an entry, which stays open.
  package func remarking(_ remark: String, on entry: Entry) -> [ListEdit] {
    let end = entry.text.upperBound
    let words = " (\(remark))"
    return bytes[entry.text].suffix(words.utf8.count).elementsEqual(words.utf8)
      ? [] : [ListEdit(end..<end, words)]
  }

  /// Puts an entry at the end of the list, or of a group.
  ///
  /// - Parameters:
  ///   - text: Markdown of one line.
  ///   - group: Made at the end of the list where there is none.
  package func adding(_ text: String, under group: String? = nil) -> [ListEdit] {
    if isOfLines, group == nil { return addingLine(text) }
    if let group, let item = outline.listItems.firstIndex(where: { $0.isGroup(called: group) }) {
      return [adding(text, to: item)]
    }
    let lines = PageLines(bytes)
    guard let list = lastList, let last = list.items.last else {
      return [addingList(group.map { "- \($0)\n  - \(text)" } ?? "- \(text)", lines)]
    }
    let line = lines.lines[list.place.lastLine - 1]
    let margin = String(repeating: " ", count: last.indentation)
    let marker = marker(after: last)
    var item = margin + marker + box + text
    if let group {
      item =
        margin + marker + group + "\n" + margin
        + String(repeating: " ", count: marker.count) + "- " + box + text
    }
    return [adding(line: item, after: line, isLoose: list.items.isLoose)]
  }

  /// The last list with an entry.
  private var lastList: PageOutline.Block? {
    outline.blocks.last { block in
      !block.items.isEmpty
        && entries.contains { block.place.range.contains($0.text.lowerBound) }
    }
  }

  /// `[ ] ` where the entries have one.
  private var box: String {
    entries.count { $0.box != nil } * 2 > entries.count ? "[ ] " : ""
  }

  /// `- `, or the next number.
  private func marker(after item: PageOutline.Item) -> String {
    let text = bytes[item.place.range]
    let digits = text.prefix { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }
    guard let number = Int(String(decoding: digits, as: UTF8.self)), number < 999_999_999,
      let mark = text.dropFirst(digits.count).first
    else { return String(UnicodeScalar(item.marker)) + " " }
    return "\(number + 1)\(String(UnicodeScalar(mark))) "
  }

  /// Behind the last item of a group, as far from the margin as that.
  private func adding(_ text: String, to group: Int) -> ListEdit {
    let lines = PageLines(bytes)
    let items = outline.listItems
    let last = items.last { $0.parent == group }
    let line = lines.lines[(last ?? items[group]).place.lastLine - 1]
    guard let last else {
      let start = lines.lines[items[group].place.line - 1].content.lowerBound
      let width = items[group].text.lowerBound - start
      return adding(line: String(repeating: " ", count: width) + "- \(box)\(text)", after: line)
    }
    let start = lines.lines[last.place.line - 1].content.lowerBound
    let margin = String(decoding: bytes[start..<last.place.range.lowerBound], as: UTF8.self)
    let marker = marker(
      after: .init(place: last.place, marker: bytes[last.place.range.lowerBound], indentation: 0))
    return adding(line: margin + marker + box + text, after: line)
  }

  private func adding(
    line text: String, after line: PageLines.Line, isLoose: Bool = false
  ) -> ListEdit {
    let newline = newline(before: line.whole.upperBound)
    let end = line.whole.upperBound
    let gap = (line.ending.isEmpty ? newline : "") + (isLoose ? newline : "")
    let tail = line.ending.isEmpty ? "" : newline
    return ListEdit(end..<end, gap + text.replacing("\n", with: newline) + tail)
  }

  /// A first list, at the end of the head, and a blank line before the first day.
  private func addingList(_ text: String, _ lines: PageLines) -> ListEdit {
    let newline = newline(before: bytes.count)
    var gap = ""
    if let last = lines.lines.last {
      if last.ending.isEmpty, !last.isBlank { gap += newline }
      if !last.isBlank { gap += newline }
    }
    return ListEdit(
      bytes.count..<bytes.count,
      gap + text.replacing("\n", with: newline) + newline + newline)
  }

  private func newline(before offset: Int) -> String {
    String(
      decoding: DayPage(bytes: bytes, outline: outline).newline(before: offset), as: UTF8.self)
  }
}

extension PageOutline.ListItem {
  fileprivate func isGroup(called name: String) -> Bool {
    !links.contains(where: \.isWeb) && words == name.whiteSpaceFolded
  }
}
