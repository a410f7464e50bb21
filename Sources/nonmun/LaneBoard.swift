import NonmunFetch
import NonmunKit

/// What each host is still to be asked, as lines for a terminal.
struct LaneBoard {
  private struct Lane {
    var name: String
    var done = 0
    var total = 0
    /// The feeds asked for, in the order in which they are asked.
    var open: [String] = []
  }

  private var lanes: [Lane] = []
  private var places: [String: Int] = [:]
  /// How far the lists are that come in pages, by feed; the total where the server tells it.
  private var lists: [String: (done: Int, total: Int?)] = [:]
  /// Feeds whose server asked to be asked later.
  private var waiting: [String: String] = [:]
  private var failed = 0
  private var bytes = 0

  mutating func add(_ requests: [FeedRequest]) {
    for request in requests {
      let place = place(of: request)
      waiting[request.feed] = nil
      lanes[place].total += 1
      lanes[place].open.append(request.feed)
    }
  }

  mutating func finish(_ answer: FeedAnswer) {
    let place = place(of: answer.request)
    lanes[place].done += 1
    if let first = lanes[place].open.firstIndex(of: answer.request.feed) {
      lanes[place].open.remove(at: first)
    }
    bytes += answer.bytesReceived
    if answer.failure != nil || (answer.status ?? 0) >= 400 { failed += 1 }
  }

  mutating func note(_ feed: String, done: Int, of total: Int?) { lists[feed] = (done, total) }

  mutating func note(_ feed: String, waits: String) { waiting[feed] = waits }

  private mutating func place(of request: FeedRequest) -> Int {
    let name = Pace.of(request.address).lane
    if let place = places[name] { return place }
    places[name] = lanes.count
    lanes.append(Lane(name: name))
    return lanes.count - 1
  }
}

extension LaneBoard {
  /// A line for each lane at work, and one for all of them; none where a line would be broken.
  func lines(columns: Int, rows: Int) -> [String] {
    let working = lanes.filter { !$0.open.isEmpty }
    let room = max(0, rows - 2)
    let shown = working.count <= room ? working.count : max(0, room - 1)
    var table = Table()
    for lane in working.prefix(shown) {
      let feed = lane.open[0]
      let list = lists[feed]
      let (done, total) =
        list.flatMap { list in list.total.map { (list.done, $0) } }
        ?? (lane.done, lane.total)
      let words = list.map { list in
        list.total.map { "\(list.done) of \($0) papers" } ?? "\(list.done) papers"
      }
      table.add([
        lane.name, Self.bar(done, of: total), words ?? "\(lane.done) of \(lane.total)", feed,
      ])
    }
    for (feed, words) in waiting.sorted(by: { $0.key < $1.key }).prefix(max(0, room - shown)) {
      table.add([feed, words])
    }
    var lines = table.lines
    if shown < working.count { lines.append("… and \(working.count - shown) more hosts") }
    let (done, total) = lanes.reduce((0, 0)) { ($0.0 + $1.done, $0.1 + $1.total) }
    let problems = failed > 0 ? ", \(failed) failed" : ""
    lines.append("\(done) of \(total) answers\(problems), \(bytes / 1024) KiB")
    return lines.map { $0.cut(to: columns - 1) }
  }

  private static let barWidth = 10

  private static func bar(_ done: Int, of total: Int) -> String {
    let filled = min(barWidth, done * barWidth / max(1, total))
    return String(repeating: "█", count: filled) + String(repeating: "░", count: barWidth - filled)
  }
}

extension String {
  /// As much as a terminal shows in so many columns.
  fileprivate func cut(to columns: Int) -> String {
    guard self.columns > columns else { return self }
    var cut = ""
    var width = 0
    for character in self {
      width += String(character).columns
      guard width < columns else { break }
      cut.append(character)
    }
    return cut + "…"
  }
}
