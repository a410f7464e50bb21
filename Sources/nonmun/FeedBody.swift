import Foundation
import NonmunFetch
import NonmunKit
import NonmunParse
import NonmunWorkspace

/// The body of one feed, from a file or an address.
struct FeedBody {
  let place: String
  /// A file is read when its turn comes, a piece at a time.
  var content: BodyBytes
  var contentType: String?
  /// Where relative links start; empty for a file.
  var address = ""
  /// The status of an answer that is none.
  var error: String?

  /// No feed is longer, and a pipe may never end.
  private static let mostBytes = 1 << 30

  /// - Parameter place: A path, `-` for standard input, or an address.
  init(_ place: String, replay: String? = nil, _ workspace: WorkspaceOption) throws {
    self.place = place
    guard place.hasPrefix("http://") || place.hasPrefix("https://") else {
      content = try Self.content(of: place)
      return
    }
    // Who is asked shall know by whom, where a workspace says so.
    let contact = (try? Desk(workspace))?.settings.contact ?? ""
    var answer: FeedAnswer?
    let round = FetchRound(
      agent: Nonmun.agent(contact: contact), source: replay.map { .replay($0) } ?? .network,
      ledger: Ledger(ProcessInfo.processInfo.environment), now: try Desk.clock(), isForced: true,
      tell: { Standard.error("nonmun: \($0)") })
    try round.run([FeedRequest(feed: place, address: place)]) { whole in
      answer = whole
      return []
    }
    guard let answer else { throw Unusable(place: place, reason: "no answer") }
    if let failure = answer.failure { throw Unusable(place: place, reason: failure) }
    if let status = answer.status, status != 200 { error = "HTTP \(status)" }
    if answer.body.isEmpty, let error { throw Unusable(place: place, reason: error) }
    content = .memory(answer.body)
    contentType = answer.contentType
    address = answer.address
  }

  /// Hands over the items, as often as asked.
  func read(_ each: TakeItem) throws -> ParsedFeed {
    do throws(FeedError) {
      return try FeedReader(content, contentType: contentType, address: address).read(each)
    } catch {
      throw Unusable(place: place, reason: reason(error))
    }
  }

  /// All of it at once.
  func bytes() throws -> [UInt8] {
    switch content {
    case .memory(let bytes, _): bytes
    case .file(let path): try FileBytes.read(path, shown: place) ?? []
    }
  }

  /// An answer that is an error may come in the form of a feed or page that tells more.
  func reason(_ reason: FeedError) -> String { error.map { "\($0): \(reason)" } ?? "\(reason)" }

  private static func content(of place: String) throws -> BodyBytes {
    var status = stat()
    let kind = place != "-" && stat(place, &status) == 0 ? status.st_mode & S_IFMT : 0
    if kind == S_IFCHR || kind == S_IFBLK {
      throw Unusable(place: place, reason: "a device, not a file")
    }
    if place == "-" { return .memory(try bytes(of: .standardInput, place)) }
    if kind == S_IFIFO {
      return .memory(try bytes(of: FileHandle(forReadingFrom: URL(filePath: place)), place))
    }
    guard kind != 0 else {
      let hint = place.contains("://") ? ": an address starts with http:// or https://" : ""
      throw UsageError("there is no file \(place)\(hint)")
    }
    return .file(place)
  }

  private static func bytes(of pipe: FileHandle, _ place: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let chunk = try pipe.read(upToCount: 1 << 20), !chunk.isEmpty {
      bytes += chunk
      guard bytes.count <= mostBytes else {
        throw Unusable(place: place, reason: "more than \(mostBytes >> 20) MiB")
      }
    }
    return bytes
  }

  /// Nothing can be read from here.
  struct Unusable: Error, CustomStringConvertible {
    let place: String
    let reason: String

    var description: String { "\(place): \(reason)" }
  }
}
