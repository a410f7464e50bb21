import NonmunKit

extension BlockPlaces {
  /// The items of all lists, in page order.
  func listItems(_ linkedBlocks: [PageOutline.LinkedBlock]) -> [PageOutline.ListItem] {
    let links = Dictionary(
      linkedBlocks.filter { $0.kind == .item }.map { ($0.place.range.lowerBound, $0.links) }
    ) { first, _ in first }
    var numbers: [Int: Int] = [:]
    var items: [PageOutline.ListItem] = []
    for index in nodes.indices where nodes[index].kind == .item {
      let place = place(of: index)
      let children = (index + 1..<max(nodes[index].end, index + 1)).filter {
        nodes[$0].parent == index
      }
      let paragraph = children.first.flatMap { nodes[$0].kind == .paragraph ? $0 : nil }
      numbers[index] = items.count
      items.append(
        PageOutline.ListItem(
          place: place,
          text: paragraph.map { self.place(of: $0).range } ?? endOfMarker(place),
          words: paragraph.map { nodes.plainText(of: $0).whiteSpaceFolded } ?? "",
          links: links[place.range.lowerBound] ?? [],
          isStruckThrough: paragraph.map(startsStruckThrough) ?? false,
          parent: itemAbove(index).flatMap { numbers[$0] },
          hasItems: children.contains {
            nodes[$0].kind == .bulletList || nodes[$0].kind == .orderedList
          }))
    }
    return items
  }

  private func itemAbove(_ index: Int) -> Int? {
    var above = nodes[index].parent
    while let node = above, nodes[node].kind != .item { above = nodes[node].parent }
    return above
  }

  private func endOfMarker(_ place: PageOutline.Place) -> Range<Int> {
    let end =
      bytes[place.range].firstIndex { [.space, .tab, .lineFeed].contains($0) }
      ?? place.range.upperBound
    return end..<end
  }

  /// A check box may stand before what is struck out.
  private func startsStruckThrough(_ paragraph: Int) -> Bool {
    var before = ""
    for index in paragraph + 1..<max(nodes[paragraph].end, paragraph + 1)
    where nodes[index].parent == paragraph {
      guard nodes[index].kind == .text else {
        return nodes[index].kind == .strikethrough
          && ["", "[ ]", "[x]", "[X]"].contains(before.whiteSpaceFolded)
      }
      before += nodes[index].literal
    }
    return false
  }
}
