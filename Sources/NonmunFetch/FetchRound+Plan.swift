package import NonmunKit

/// A request that a round would make, as far as can be told before the answers are there.
package struct PlannedRequest: Sendable {
  package var request: FeedRequest
  /// From the start of the round; `nil` where no request would be made.
  package var wait: Duration?
  /// What asks for the wait, or forbids the request.
  package var rule: String?
}

extension FetchRound {
  /// What ``run(_:each:)`` would ask, in the order given. Nothing is asked or written down.
  package func plan(_ requests: [FeedRequest]) -> [PlannedRequest] {
    var free: [String: Duration] = [:]
    return requests.map { request in
      guard !isReplay else {
        return PlannedRequest(request: request, wait: .zero, rule: "answered from the recording")
      }
      let (lane, pace) = pace(request.address)
      let (start, rule): (Duration, String?)
      switch gate.forecast(request, lane, pace) {
      case .answer(let answer, _):
        return PlannedRequest(
          request: request, wait: nil, rule: answer.failure ?? answer.advice)
      case .wait(let time, let words): (start, rule) = (time, words)
      case .ask: (start, rule) = (.zero, nil)
      }
      guard pace.interval > .zero else {
        return PlannedRequest(request: request, wait: start, rule: rule)
      }
      let wait = max(start, free[lane] ?? .zero)
      free[lane] = wait + pace.wait
      return PlannedRequest(request: request, wait: wait, rule: rule ?? pace.rule(lane))
    }
  }
}
