import Foundation
import NonmunKit
import NonmunParse

/// Parses a file again and again: `ParseBench FILE ROUNDS` prints the CPU seconds of one round, and
/// how many items there were. Every item is a value when it is counted, and then let go.
@main
struct ParseBench {
  static func main() throws {
    let path = URL(filePath: CommandLine.arguments[1]).path(percentEncoded: false)
    let rounds = Int(CommandLine.arguments[2]) ?? 1
    var items = 0
    let start = clock()
    for _ in 0..<rounds {
      items = 0
      _ = try FeedReader(.file(path)).read { item, _ in
        items += item.title.isEmpty ? 0 : 1
        return true
      }
    }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(rounds)
    print(String(format: "%.6f", seconds), items)
  }
}
