import NonmunKit

/// A bar on a terminal, while something takes its time; nothing anywhere else.
enum Progress {
  private static let width = 30

  static func show(_ name: String, _ done: Int, of total: Int, _ words: String) {
    guard Standard.errorIsTerminal, total > 0 else { return }
    let part = min(1, Double(done) / Double(total))
    let filled = Int(part * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    Standard.bare("\r\(name.forTerminal)  \(bar) \(Int(part * 100)) %  \(words)\u{1b}[K")
  }

  static func end() { if Standard.errorIsTerminal { Standard.bare("\r\u{1b}[K") } }
}
