/// Markdown as it grows, block by block: each line begins with the marks of the lists and quotes
/// that it stands in.
struct MarkdownBlocks {
  private(set) var text = ""
  private var containers: [Container] = []
  /// Open, but too deep to be marked.
  private var unmarked = 0
  /// The list that ended last, while no block follows.
  private var endedList: List?
  private var lists: [List] = []

  private struct List {
    /// Of the next item; `nil` for bullets.
    var next: Int?
    /// A list right behind another one is told from it by its marks.
    let isOther: Bool
    var hasItems = false
  }

  private struct Container {
    let firstLine: String
    let otherLines: String
    let isItem: Bool
    /// The index of the list of an item.
    var list: Int?
    var isStarted = false
  }

  /// Bytes that a line begins with.
  var margin: Int { containers.reduce(0) { $0 + $1.otherLines.utf8.count } }

  /// Deeper lists and quotes are not told apart from the one around them.
  private static let deepest = 16

  mutating func startList(from number: Int?) {
    let isOther = endedList.map { !$0.isOther } ?? false
    lists.append(List(next: number, isOther: isOther))
  }

  mutating func endList() {
    guard let list = lists.popLast() else { return }
    if list.hasItems { endedList = list }
  }

  /// An item outside of any list is one of bullets.
  mutating func startItem() {
    let isOther = lists.last?.isOther ?? false
    var mark = isOther ? "+ " : "- "
    if let number = lists.last?.next {
      mark = "\(number)\(isOther ? ")" : ".") "
      lists[lists.count - 1].next = number + 1
    }
    start(
      Container(
        firstLine: mark, otherLines: String(repeating: " ", count: mark.utf8.count), isItem: true,
        list: lists.indices.last))
  }

  mutating func startQuote() {
    start(Container(firstLine: "> ", otherLines: "> ", isItem: false))
  }

  private mutating func start(_ container: Container) {
    guard containers.count < Self.deepest else {
      unmarked += 1
      return
    }
    containers.append(container)
  }

  /// Of an item or a quote.
  mutating func end() {
    guard unmarked == 0 else {
      unmarked -= 1
      return
    }
    _ = containers.popLast()
  }

  /// - Parameter lines: A block; not empty.
  mutating func add(_ lines: [String]) {
    separate()
    for (index, line) in lines.enumerated() {
      var margin = ""
      for container in containers.indices {
        let isFirst = !containers[container].isStarted
        margin += isFirst ? containers[container].firstLine : containers[container].otherLines
        containers[container].isStarted = true
      }
      if line.isEmpty { while margin.last == " " { margin.removeLast() } }
      text += (index == 0 ? "" : "\n") + margin + line
    }
    for list in containers.compactMap(\.list) { lists[list].hasItems = true }
    endedList = nil
  }

  /// A blank line, but not before a further item, or a bullet inside an item: lists stay tight.
  private mutating func separate() {
    guard !text.isEmpty else { return }
    text += "\n"
    let open = containers.prefix { $0.isStarted }
    if containers.count > open.count, let list = containers[open.count].list {
      let isInItem = open.last?.isItem ?? false
      guard !lists[list].hasItems, lists[list].next != nil || !isInItem else { return }
    }
    var margin = open.map(\.otherLines).joined()
    while margin.last == " " { margin.removeLast() }
    text += margin + "\n"
  }
}
