import Foundation
import NonmunKit

/// `MatchBench PHRASES PAPERS`: marks every paper, a line each, with the tags whose phrases stand
/// in it. PHRASES has a tag, a tab and a phrase on each line. Prints, as `match_floor` does, seconds of
/// processor time, papers, phrases and tags.
@main
struct MatchBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    var order: [String] = []
    var rules: [String: [WrittenRule]] = [:]
    let lines = String(decoding: try read(arguments[1]), as: UTF8.self).split(separator: "\n")
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      if rules[parts[0]] == nil { order.append(parts[0]) }
      rules[parts[0], default: []].append(try WrittenRule("\"\(parts[1].lowercased())\""))
    }
    let papers = try read(arguments[2])
    let start = clock()
    let matcher = Matcher(order.map { Tag(name: $0, any: rules[$0] ?? []) })
    let compiled = clock()
    var marks = MarkCount(matcher)
    var count = 0
    papers.withUnsafeBytes { bytes in
      let text = bytes.bindMemory(to: UInt8.self)
      var place = 0
      while place < text.count {
        let rest = text.count - place
        let newline = memchr(bytes.baseAddress.unsafelyUnwrapped + place, 0x0A, rest)
        let end = newline.map { UnsafeRawPointer($0) - bytes.baseAddress.unsafelyUnwrapped }
        marks.read(UnsafeBufferPointer(rebasing: text[place..<(end ?? text.count)]))
        count += 1
        place = (end ?? text.count) + 1
      }
    }
    let seconds = [clock() - compiled, compiled - start].map { Double($0) / 1_000_000 }
    print("\(seconds[0]) \(count) \(marks.phrases) \(marks.tags), compiled in \(seconds[1])")
  }

  private static func read(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
  }
}
