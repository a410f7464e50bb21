import Foundation
import NonmunKit

/// Matches phrases in papers: `MatchBench PHRASES PAPERS`.
///
/// A line of PHRASES is a tag, a tab and a phrase; a line of PAPERS is an id, a tab, a title, a tab and
/// an abstract. Prints seconds of CPU for the papers, and how many papers, rules that spoke and tags
/// there were. Every rule is one phrase, and goes the way that `fetch` goes.
@main
struct MatchBench {
  static func main() throws {
    var rules: [(tag: String, rules: [WrittenRule])] = []
    for line in try lines(of: CommandLine.arguments[1]) {
      let parts = line.split(separator: "\t").map(String.init)
      if rules.last?.tag != parts[0] { rules.append((parts[0], [])) }
      rules[rules.count - 1].rules.append(try WrittenRule("\"\(parts[1])\""))
    }
    let matcher = Matcher(rules.map { Tag(name: $0.tag, any: $0.rules) })
    let papers = try lines(of: CommandLine.arguments[2]).map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Matcher.Subject(
        title: parts[1], abstract: parts[2], authors: [], categories: [], sources: [])
    }
    var (spoken, tags) = (0, 0)
    let start = clock()
    for paper in papers {
      for match in matcher.matches(paper) {
        tags += 1
        spoken += Set(match.because.map(\.rule)).count
      }
    }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    print(String(format: "%.6f", seconds), papers.count, spoken, tags)
  }

  private static func lines(of path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
  }
}
