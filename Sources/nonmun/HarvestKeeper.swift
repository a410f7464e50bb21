import Foundation
import NonmunKit
import NonmunStore
import Synchronization

/// Keeps what feeds answered on a second thread, while others are still fetched and parsed.
///
/// What comes while it writes is written together next, in one transaction. So feeds that come one
/// by one are kept at once, and a crowd costs few transactions. A class, since two threads use it.
final class HarvestKeeper: Sendable {
  private let library: Library
  private let matcher: Matcher
  private let now: Date
  private let zone: TimeZone
  private let state = Mutex(State())
  /// Entered by each harvest until it is kept.
  private let open = DispatchGroup()

  private struct State {
    var isWriting = false
    var waiting: [FeedHarvest] = []
    var reports: [String: FeedReport] = [:]
    var error: (any Error)?
  }

  init(library: Library, matcher: Matcher, at now: Date, in zone: TimeZone) {
    self.library = library
    self.matcher = matcher
    self.now = now
    self.zone = zone
  }

  /// Of the feeds that are kept, by name.
  var reports: [String: FeedReport] { state.withLock { $0.reports } }

  /// How many items may wait in memory: a tenth of a second's work.
  private static let mostItems = 2000

  /// - Throws: Why an earlier harvest could not be kept; this one is not, then.
  func keep(_ harvest: FeedHarvest) throws {
    // Entered first: what waits may be written and left behind at once, by the other thread.
    open.enter()
    let isFull: Bool
    do {
      isFull = try state.withLock { state in
        if let error = state.error { throw error }
        state.waiting.append(harvest)
        return state.waiting.reduce(0) { $0 + $1.itemCount } > Self.mostItems
      }
    } catch {
      open.leave()
      throw error
    }
    writeNext()
    if isFull { open.wait() }
  }

  /// Waits until everything is kept.
  func finish() throws {
    open.wait()
    if let error = state.withLock({ $0.error }) { throw error }
  }

  private func writeNext() {
    let harvests = state.withLock { state in
      guard !state.isWriting, !state.waiting.isEmpty else { return [FeedHarvest]() }
      state.isWriting = true
      defer { state.waiting = [] }
      return state.waiting
    }
    guard !harvests.isEmpty else { return }
    library.save(harvests, matcher: matcher, at: now, in: zone) { result in
      let given = self.state.withLock { state in
        state.isWriting = false
        switch result {
        case .success(let reports):
          for report in reports { state.reports[report.feed] = report }
          return harvests.count
        case .failure(let error):
          // What waits meets the same full disk.
          state.error = error
          defer { state.waiting = [] }
          return harvests.count + state.waiting.count
        }
      }
      self.writeNext()
      for _ in 0..<given { self.open.leave() }
    }
  }
}
