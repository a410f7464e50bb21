import Foundation
import NonmunKit

/// Redirects that are followed as requests of their own, each from the request that it began with, and
/// what was asked again.
struct RedirectTrails {
  private struct Trail {
    var request: FeedRequest
    var redirects: [Int] = []
    var bytes = 0
    var duration = Duration.zero
    var requests = 0

    mutating func add(_ answer: FeedAnswer) {
      bytes += answer.bytesReceived
      duration += answer.duration
      requests += answer.requests
    }
  }

  private let longest: Int
  private var trails: [FeedRequest: Trail] = [:]

  init(longest: Int) { self.longest = longest }

  /// The request that a redirect leads to; `nil` for every other answer, and for a redirect that
  /// leads nowhere, whose failure then says so.
  mutating func next(_ answer: inout FeedAnswer, _ head: ResponseHead) -> FeedRequest? {
    guard let status = head.status, head.isRedirect,
      answer.failure != nil, head.redirects.isEmpty || head.entersLane,
      let location = head["Location"]
    else { return nil }
    var trail = trails.removeValue(forKey: answer.request) ?? Trail(request: answer.request)
    trail.redirects += head.redirects + [status]
    trail.add(answer)
    var next = answer.request
    next.address = Self.target(of: location, from: answer.address) ?? ""
    // It must not lead to where only the reader may send a request.
    if !head.leadsToReaderHost { next.namedBy = next.namedBy ?? answer.request.address }
    if next.address.isEmpty || next.isForm {
      answer.failure = "redirected to \(location.withoutUsers.forTerminal), which is not followed"
    } else if trail.redirects.count <= longest, trails[next] == nil, next != trail.request {
      trails[next] = trail
      return next
    } else {
      answer.failure = "redirected too often: to \(next.address.withoutUser.forTerminal)"
    }
    answer.request = trail.request
    return nil
  }

  /// An answer is not the last one to its request, which is asked again.
  mutating func askAgain(after answer: FeedAnswer) {
    trails[answer.request, default: Trail(request: answer.request)].add(answer)
  }

  /// Where a redirect leads on the web; `nil` for every other place.
  static func target(of location: String, from address: String) -> String? {
    guard let url = URL(string: location, relativeTo: URL(string: address)) else { return nil }
    let target = url.absoluteString.withPlainHost
    return target.isFile || WebAddress(target) == nil ? nil : target
  }

  /// The answer as that of the request that the trail began with.
  mutating func end(_ answer: FeedAnswer, _ head: ResponseHead = ResponseHead()) -> FeedAnswer {
    var answer = answer
    let trail = trails.removeValue(forKey: answer.request)
    if let trail {
      answer.request = trail.request
      answer.bytesReceived += trail.bytes
      answer.duration += trail.duration
      answer.requests += trail.requests
    }
    let redirects = (trail?.redirects ?? []) + head.redirects
    if answer.isGood, !redirects.isEmpty,
      redirects.allSatisfy({ $0 == 301 || $0 == 308 })
    {
      answer.movedTo = answer.address
    }
    return answer
  }
}

extension String {
  /// `file:///x` and the like, which have no scheme of the web.
  fileprivate var isFile: Bool {
    let scheme = prefix { $0 != ":" }.lowercased()
    return scheme != "http" && scheme != "https"
  }
}
