import Foundation
import NonmunKit

/// A bar on a terminal, while something takes its time; nothing anywhere else.
enum Progress {
  private static let width = 30

  static func show(_ name: String, _ done: Int, of total: Int, _ words: String) {
    guard isShown, total > 0 else { return }
    let part = min(1, Double(done) / Double(total))
    let filled = Int(part * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    Standard.bare("\r\(name.forTerminal)  \(bar) \(Int(part * 100)) %  \(words)\u{1b}[K")
  }

  /// Of a list whose server may tell how long it is, and may not.
  static func show(_ name: String, _ done: Int, of total: Int?) {
    if let total, total > 0 {
      show(name, done, of: total, "\(done) of \(total)")
    } else {
      say("\(name): \(done)")
    }
  }

  static func say(_ words: String) {
    if isShown { Standard.bare("\r\(words.forTerminal)\u{1b}[K") }
  }

  static func end() { if isShown { Standard.bare("\r\u{1b}[K") } }

  private static var isShown: Bool {
    isatty(2) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }
}
