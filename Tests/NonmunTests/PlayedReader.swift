import Foundation
import NonmunFetch
import NonmunKit
import NonmunStore
import Testing

@testable import nonmun

/// A reader's library, and fetches into it from a server that a test plays.
struct PlayedReader {
  let library: Library

  init() throws { library = try Library() }

  /// - Parameters:
  ///   - days: The days named, both included.
  ///   - now: ISO 8601.
  func fetch(
    _ source: FeedSource, from arxiv: PlayedArxiv, days: (String, String)? = nil,
    now: String = "2024-08-20T12:00:00Z"
  ) throws -> FeedReport {
    let days = try days.map { try #require(Day($0.0))...(try #require(Day($0.1))) }
    var refresh = try Refresh(
      library: library, matcher: Matcher([]), zone: .gmt,
      now: try Date(now, strategy: .iso8601), days: days, servers: arxiv.servers)
    let round = FetchRound(agent: "t", source: .network) { _ in ("all", Pace(width: 1)) }
    return try #require(try refresh.run([Feed(source, name: "f")], round).first)
  }

  var papers: Int { get throws { try library.counts().papers } }
}
