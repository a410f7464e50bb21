import Foundation

/// Reading lists that are no lists to Markdown: a line for each entry, `~~[DPO](…)~~<br>`.
extension ReadingList {
  /// The entries of a head without a list: lines that begin with a link. One alone is an entry only
  /// where the head speaks of reading; it may as well lead to the post before.
  static func entriesOfLines(in bytes: [UInt8], outline: PageOutline) -> [Entry] {
    let lines = PageLines(bytes).lines
    let paragraphs = outline.blocks.filter { $0.kind == .paragraph }.map(\.place)
    let entries = paragraphs.flatMap { place in
      let links = outline.linkedBlocks.first { $0.place == place }?.links ?? []
      return read((place.line...place.lastLine).map { ($0, lines[$0 - 1]) }, links, bytes)
    }
    let isAboutReading =
      outline.headings.contains { $0.text.isAboutReading }
      || paragraphs.contains {
        String(decoding: bytes[$0.range], as: UTF8.self).isAboutReading
      }
    return entries.count > 1 || isAboutReading ? entries : []
  }

  /// - Parameter links: Of the paragraph, in its order.
  private static func read(
    _ lines: [(number: Int, line: PageLines.Line)], _ links: [PageOutline.Link], _ bytes: [UInt8]
  ) -> [Entry] {
    var rest = links[...]
    return lines.compactMap { number, line in
      let text = String(decoding: bytes[line.content], as: UTF8.self)
      var own: [PageOutline.Link] = []
      var unread = text[...]
      while let link = rest.first, let place = unread.firstRange(of: link.address) {
        own.append(link)
        unread = unread[place.upperBound...]
        rest = rest.dropFirst()
      }
      let web = own.filter(\.isWeb)
      // Broken UTF-8 is longer in text, and its places are none of the page.
      guard !web.isEmpty, text.startsWithLink, text.utf8.elementsEqual(bytes[line.content]) else {
        return nil
      }
      return Entry(line: number, in: text, from: line.content.lowerBound, links: web)
    }
  }

  /// Behind the last line, which gets the line break that the one before it has.
  func addingLine(_ text: String) -> [ListEdit] {
    guard let last = entries.last else { return [] }
    let lines = PageLines(bytes)
    let newline = String(
      decoding: DayPage(bytes: bytes, outline: outline).newline(before: bytes.count),
      as: UTF8.self)
    let before = entries.dropLast().last
    let tail = before.map { entry in
      let end = lines.lines[entry.line - 1].content.upperBound
      return String(decoding: bytes[entry.text.upperBound..<end], as: UTF8.self)
    }
    let isApart = before.map { last.line - $0.line > 1 } ?? true
    let end = last.text.upperBound
    return [ListEdit(end..<end, (tail ?? "") + (isApart ? newline + newline : newline) + text)]
  }
}

extension ReadingList.Entry {
  /// - Parameter start: Of the line, in the page.
  fileprivate init(line number: Int, in line: String, from start: Int, links: [PageOutline.Link]) {
    let bare = line.replacing(#/\s*(?:<[bB][rR]\s*\/?>|\\)?\s*$/#, with: "")
    let margin = bare.utf8.count - bare.drop(while: \.isMark).utf8.count
    let isStruck = links.allSatisfy(\.isStruckThrough)
    let words = bare.drop(while: \.isMark)
      .replacing(#/\[(?<text>(?:[^\[\]]|\[[^\]]*\])*)\]\([^)\s]*(?:\s[^)]*)?\)/#) { $0.text }
      .replacing(#/~~|\*\*/#, with: "").whiteSpaceFolded
    self.init(
      words: words, references: links.compactMap { ItemReference($0.address) }, isDone: isStruck,
      isStruckOut: isStruck, part: words.remarkAtItsEnd(behind: links.last?.text ?? ""),
      group: nil, line: number, text: start + margin..<start + bare.utf8.count, box: nil,
      isLine: true,
      queue: links.compactMap { link in
        ItemReference(link.address).map { QueueEntry(item: $0.id, isDone: link.isStruckThrough) }
      })
  }
}

extension Character {
  /// A bullet that Markdown does not know.
  fileprivate var isMark: Bool { isWhitespace || "•·▪▫◦‣→–—".contains(self) }
}

extension String {
  fileprivate var isAboutReading: Bool {
    ["읽을", "읽기", "reading", "to read"].contains { lowercased().contains($0) }
  }

  fileprivate var startsWithLink: Bool {
    let start = drop { $0.isMark || "~*_<".contains($0) }
    return start.hasPrefix("[") || start.lowercased().hasPrefix("http") || start.hasPrefix("a href")
  }
}
