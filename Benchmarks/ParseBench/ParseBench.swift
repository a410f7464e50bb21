import Foundation
import NonmunKit
import NonmunParse

/// Parses a file again and again: `ParseBench FILE ROUNDS` prints the CPU seconds of one round, and
/// how many items there were.
@main
struct ParseBench {
  static func main() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: CommandLine.arguments[1])))
    let rounds = Int(CommandLine.arguments[2]) ?? 1
    var items = 0
    let start = clock()
    for _ in 0..<rounds { items = try ParsedFeed(parsing: bytes).items.count }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(rounds)
    print(String(format: "%.6f", seconds), items)
  }
}
