import Foundation
import NonmunKit

/// Draws a ``LaneBoard`` on a terminal, in place, while hosts are asked; nothing anywhere else.
///
/// A class, since the screen that it draws on is one.
final class FetchProgress {
  private var board = LaneBoard()
  private var drawnLines = 0
  private var lastDrawn: ContinuousClock.Instant?

  /// - Returns: `nil` where nobody would see it.
  init?(isQuiet: Bool = false) {
    guard !isQuiet, Standard.errorIsTerminal else { return nil }
  }

  func start(_ requests: [FeedRequest]) {
    board.add(requests)
    draw()
  }

  /// - Parameter next: What is asked besides, now that this is known.
  func finish(_ answer: FeedAnswer, next: [FeedRequest]) {
    board.finish(answer)
    board.add(next)
    // Hundreds of answers a second need not be drawn one by one.
    if let lastDrawn, lastDrawn + .milliseconds(50) > .now { return }
    draw()
  }

  /// How far a list is that comes in pages.
  func note(_ feed: String, done: Int, of total: Int?) {
    board.note(feed, done: done, of: total)
    draw()
  }

  func note(_ feed: String, waits words: String) {
    board.note(feed, waits: words)
    draw()
  }

  /// Leaves the screen as it was found; what is drawn after that begins anew.
  func end() {
    guard drawnLines > 0 else { return }
    Standard.bare("\(home)\u{1b}[J")
    drawnLines = 0
  }

  /// Moves the cursor to where the first line begins.
  private var home: String { drawnLines > 1 ? "\r\u{1b}[\(drawnLines - 1)A" : "\r" }

  private func draw() {
    let size = Standard.errorSize
    let lines = board.lines(columns: size.columns, rows: size.rows)
    Standard.bare(home + lines.map { "\($0)\u{1b}[K" }.joined(separator: "\n") + "\u{1b}[J")
    drawnLines = lines.count
    lastDrawn = .now
  }
}
