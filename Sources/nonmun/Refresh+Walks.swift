import Foundation
import NonmunKit
import NonmunStore

/// Lists in pages: each page is kept before the next is asked for.
extension Refresh {
  /// - Returns: What is to be asked next.
  mutating func take(
    page answer: FeedAnswer, of index: Int, in run: inout FeedRun
  ) throws -> [FeedRequest] {
    switch AnswerReading(answer) {
    case .feed(let parsed):
      run.pauses = 0
      return try take(parsed, from: answer, of: index, in: &run)
    case .unusable(let reason), .page(_, let reason):
      if postpone(answer, in: &run) { return [] }
      if let again = run.restart(index, after: reason) { return [again] }
      run.fail(reason + run.circumstance(of: index), answer, now: now)
      return []
    case .unchanged:
      return []
    }
  }

  private func take(
    _ page: ParsedFeed, from answer: FeedAnswer, of index: Int, in run: inout FeedRun
  ) throws -> [FeedRequest] {
    let feed = run.harvest.feed
    var walk = run.harvest.walks[index]
    let outcome: PageOutcome
    switch walk {
    case .search(var search):
      let overlap =
        search.days != nil
        ? .none : try library.overlap(of: page.items, in: feed, begun: search.begun)
      outcome = search.take(page.items.count, of: page.total, overlap: overlap)
      walk = .search(search)
    case .harvest(var harvest):
      outcome = harvest.take(page, now: now)
      walk = .harvest(harvest)
    }
    run.harvest.walks[index] = walk
    switch outcome {
    case .kept:
      try library.save(page: page, of: feed, walk, matcher: matcher, at: now, in: zone)
      if let defect = page.defect { run.harvest.report.add(remark: defect) }
      // A search that one answer told whole has nothing new while that answer stays the same.
      if walk.kind == .newest, walk.isEnded, walk.done == page.items.count {
        let isWhole = page.defect == nil
        run.harvest.validators[answer.request.address] =
          isWhole ? answer.validators : Validators()
      }
      progress?.note(feed.name, done: walk.done, of: walk.total)
      if walk.isEnded { run.end(index) }
    case .askAgain:
      var request = run.ask(index)
      request.asksAgain = true
      return [request]
    case .broken(let reason):
      run.fail(reason)
      return []
    }
    guard !run.harvest.walks[index].isEnded else { return [] }
    return [run.ask(index)]
  }
}

extension FeedRun {
  /// Which walk an answer belongs to.
  func walk(asking request: FeedRequest) -> Int? {
    harvest.walks.firstIndex {
      !$0.isEnded && $0.request(for: harvest.feed, servers).address == request.address
    }
  }

  /// Whether an answer is that of a replay which has no past to fill an announcement with: that is
  /// no failure, and was no request.
  func isBeforeTheRecording(_ answer: FeedAnswer) -> Bool {
    guard case .arxiv = harvest.feed.source, walk(asking: answer.request) != nil else {
      return false
    }
    return answer.failure == AnswerReading.notRecorded
  }

  fileprivate func circumstance(of index: Int) -> String {
    guard case .harvest(let walk) = harvest.walks[index], let words = walk.circumstance else {
      return ""
    }
    return " (\(words))"
  }

  /// The next request of a walk; it counts as open.
  fileprivate mutating func ask(_ index: Int) -> FeedRequest {
    open += 1
    return harvest.walks[index].request(for: harvest.feed, servers)
  }

  /// Begins a harvest again whose token the server does not know any more.
  fileprivate mutating func restart(_ index: Int, after reason: String) -> FeedRequest? {
    guard case .harvest(var walk) = harvest.walks[index], reason.contains("badResumptionToken"),
      let from = walk.restart()
    else { return nil }
    harvest.walks[index] = .harvest(walk)
    harvest.report.add(remark: "\(reason.forTerminal): harvested again from \(from) on")
    return ask(index)
  }

  /// Says what the reader should know of a walk, and goes on with the days that came since it was
  /// first asked for.
  fileprivate mutating func end(_ index: Int) {
    switch harvest.walks[index] {
    case .harvest(let walk):
      guard walk.withdrawn > 0 else { return }
      harvest.report.add(remark: "records withdrawn from arXiv: \(walk.withdrawn)")
    case .search(let walk):
      if let remark = walk.remark { harvest.report.add(remark: remark) }
      noteFilling(by: walk)
      guard let last = harvest.days?.upperBound, let rest = walk.rest(upTo: last) else { return }
      harvest.walks[index] = .search(rest)
    }
  }
}
