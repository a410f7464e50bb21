import NonmunFetch
import NonmunKit

/// A request that would be made, for `fetch --dry-run --json`.
struct PlanLine: Encodable {
  var feed, method, address: String
  var conditional: Bool
  /// Absent where no request would be made.
  var waitSeconds: Double?
  /// What makes it wait, or keeps it from being made.
  var rule: String?

  init(_ planned: PlannedRequest) {
    feed = planned.request.feed
    method = planned.request.isForm ? "POST" : "GET"
    address = planned.request.place.withoutUser
    conditional = !planned.request.validators.isEmpty
    waitSeconds = planned.wait.map { ($0 / .seconds(1) * 10).rounded(.up) / 10 }
    rule = planned.rule
  }
}
