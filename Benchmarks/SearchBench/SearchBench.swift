import Foundation
import NonmunKit
import NonmunStore

/// `SearchBench LIBRARY ROUNDS < QUERIES`: asks a library each query, a line each, as
/// `nonmun search --limit 20` does, in turn and in one process. Prints, for each answer, its query's
/// place, milliseconds, and how many papers were found.
@main
struct SearchBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    var queries: [String] = []
    while let line = readLine() { queries.append(line) }
    let library = try Library(path: arguments[1])
    try library.indexText()
    let terms = FieldTerms()
    for _ in 0..<(Int(arguments[2]) ?? 1) {
      for (place, query) in queries.enumerated() {
        let start = ContinuousClock.now
        let rule = try Rule(parsing: query, in: Rule.Field.searched).forSearch(terms).rule
        let items = try library.notes(answering: rule, limit: 20).items
        let papers = try library.papers(answering: rule, or: items, limit: 20, isWhole: false)
        let time = ContinuousClock.now - start
        print(place, Double(time.components.attoseconds) / 1e15, papers.count)
      }
    }
  }
}
