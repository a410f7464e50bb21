import Foundation
import NonmunFetch
import NonmunKit
import NonmunWorkspace

/// The bytes of one feed, from a file or an address.
struct FeedBody {
  var bytes: [UInt8]
  var contentType: String?
  /// Where relative links start; empty for a file.
  var address = ""

  init(_ place: String, replay: String? = nil, _ workspace: WorkspaceOption) throws {
    guard place.hasPrefix("http://") || place.hasPrefix("https://") else {
      guard let bytes = try FileBytes.read(place, shown: place) else {
        throw UsageError("there is no file \(place)")
      }
      self.bytes = bytes
      return
    }
    // Who is asked shall know by whom, where a workspace says so.
    let contact = (try? Desk(workspace))?.settings.contact ?? ""
    var answer: FeedAnswer?
    let round = FetchRound(
      agent: Nonmun.agent(contact: contact), source: replay.map { .replay($0) } ?? .network)
    try round.run([FeedRequest(feed: place, address: place)]) { whole in
      answer = whole
      return []
    }
    guard let answer else { throw Unusable(place: place, reason: "no answer") }
    if let failure = answer.failure { throw Unusable(place: place, reason: failure) }
    // An error may come in the form of a feed that tells more; so only an empty one is none.
    if let status = answer.status, status != 200, answer.body.isEmpty {
      throw Unusable(place: place, reason: "HTTP \(status)")
    }
    bytes = answer.body
    contentType = answer.contentType
    address = answer.address
  }

  /// Nothing can be read from here.
  struct Unusable: Error, CustomStringConvertible {
    let place: String
    let reason: String

    var description: String { "\(place): \(reason)" }
  }
}
