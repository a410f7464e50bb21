/// The reading list at the head of a week: the items of its lists.
///
/// An item that links somewhere is an entry. One without a link is a chore, unless it holds items
/// itself: then it is the name of a group; what stands below an entry is a remark on it. Without a
/// list, lines that begin with a link are entries.
package struct ReadingList: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    /// As it is read, without a check box.
    package var words: String
    /// What it links to; none for a chore.
    package var references: [ItemReference]
    /// Struck out, or checked.
    package var isDone: Bool
    /// Struck out, all of its links or the text before them.
    package var isStruckOut: Bool
    /// What stands in brackets at the end of one with links: `Intro만 읽음`.
    package var part: String?
    /// The group it stands in.
    package var group: String?
    /// 1-based.
    package var line: Int
    /// The bytes of its text, a check box left out, white space at the end as well.
    package var text: Range<Int>
    /// Where the byte between the brackets of a check box stands.
    package var box: Int?
    /// Whether it is a line of a paragraph, and no item of a list.
    package var isLine = false
    /// Each link with its state: one entry may name several items.
    package var queue: [QueueEntry]

    package var items: [ItemID] { references.map(\.id) }
  }

  package let bytes: [UInt8]
  package let outline: PageOutline
  package let entries: [Entry]

  /// - Parameter outline: Of `bytes`, front matter skipped.
  package init(_ bytes: [UInt8], outline: PageOutline) {
    self.bytes = bytes
    self.outline = outline
    let items = outline.listItems
    let listed: [Entry] = items.indices.compactMap { index in
      let item = items[index]
      guard !items.hasEntry(above: index), item.isEntry || item.isChore(in: bytes) else {
        return nil
      }
      return Entry(item, group: item.parent.map { items[$0].words }, in: bytes)
    }
    entries = listed.isEmpty ? Self.entriesOfLines(in: bytes, outline: outline) : listed
  }

  /// Whether it is no list to Markdown.
  package var isOfLines: Bool { entries.first?.isLine == true }

  /// The entry that somebody means: by an item, by its text, or by a part that no other has.
  package func entries(meaning item: ItemID?, text: String) -> [Entry] {
    if let item {
      let found = entries.filter { $0.items.contains(item) }
      if !found.isEmpty { return found }
    }
    let wanted = text.whiteSpaceFolded
    guard !wanted.isEmpty else { return [] }
    let exact = entries.filter { $0.words == wanted }
    if !exact.isEmpty { return exact }
    // Canonically equal letters are the same, and their case does not matter.
    return entries.filter { $0.words.lowercased().contains(wanted.lowercased()) }
  }
}

extension ReadingList.Entry {
  fileprivate init(_ item: PageOutline.ListItem, group: String?, in bytes: [UInt8]) {
    let end =
      bytes[item.text].lastIndex { ![.space, .tab].contains($0) }.map { $0 + 1 }
      ?? item.text.lowerBound
    let box = bytes[item.text.lowerBound..<end].checkBox
    let isChecked = box.map { bytes[$0] != .space } ?? false
    let start = box.map { box in
      bytes[(box + 2)..<end].firstIndex { ![.space, .tab].contains($0) } ?? end
    }
    let links = item.links.filter(\.isWeb)
    // `~~GNN 소개~~ ([링크](…))` is read, of `~~[a](…)~~, [b](…)` one is.
    let isStruck =
      links.contains(where: \.isStruckThrough)
      ? links.allSatisfy(\.isStruckThrough) : item.isStruckThrough
    let text = box == nil ? item.words : item.words.dropFirst(3).whiteSpaceFolded
    let words = isStruck ? text.replacing("~~", with: "").whiteSpaceFolded : text
    self.words = words
    references = links.compactMap { ItemReference($0.address) }
    part = links.last.flatMap { words.remarkAtItsEnd(behind: $0.text) }
    isDone = isChecked || isStruck
    isStruckOut = isStruck
    queue = links.compactMap { link in
      ItemReference(link.address).map {
        QueueEntry(item: $0.id, isDone: isChecked || isStruck || link.isStruckThrough)
      }
    }
    self.group = group
    line = item.place.line
    self.text = (start ?? item.text.lowerBound)..<end
    self.box = box
  }
}

extension PageOutline.ListItem {
  fileprivate var isEntry: Bool { links.contains(where: \.isWeb) }

  /// kramdown makes a table of contents of a list with `{:toc}`.
  fileprivate func isChore(in bytes: [UInt8]) -> Bool {
    links.isEmpty && !hasItems && !words.isEmpty
      && !bytes[text].contains(sequence: "{:toc".utf8)
      && !bytes[text].contains(sequence: "{: toc".utf8)
  }
}

extension [PageOutline.ListItem] {
  fileprivate func hasEntry(above index: Int) -> Bool {
    var above = self[index].parent
    while let item = above {
      if self[item].isEntry { return true }
      above = self[item].parent
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  /// Where the byte between the brackets of `[ ]` or `[x]` stands, at the start of an item's text.
  var checkBox: Int? {
    let mark = startIndex + 1
    guard count > 3, self[startIndex] == UInt8(ascii: "["), self[mark + 1] == UInt8(ascii: "]"),
      " xX".utf8.contains(self[mark]), [.space, .tab].contains(self[mark + 2])
    else { return nil }
    return mark
  }

  fileprivate func contains(sequence: String.UTF8View) -> Bool {
    indices.contains { self[$0...].starts(with: sequence) }
  }
}

extension String {
  /// What stands in the brackets that end a text; a link's own brackets are none.
  func remarkAtItsEnd(behind link: String) -> String? {
    guard !hasSuffix(link), let found = firstMatch(of: #/[(（](?<remark>[^()（）]+)[)）]$/#) else {
      return nil
    }
    return found.remark.whiteSpaceFolded
  }
}
