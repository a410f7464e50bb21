import Foundation
import NonmunKit
import NonmunStore

/// A saved library on its way back.
struct LibraryImport {
  let file: String
  let library: Library
  let matcher: Matcher

  /// How many papers are kept together.
  private static let batchSize = 2000

  /// - Throws: `FeedBody.Unusable`, with the line, for one that is no paper; those before it are kept.
  func run() throws {
    let bytes = try Data(contentsOf: URL(filePath: file), options: .mappedIfSafe)
    var (missing, seen, number) = (0, 0, 0)
    var batch: [SavedPaper] = []
    func keep() throws {
      missing += try library.restore(batch, matcher: matcher)
      seen += batch.count
      batch = []
    }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      number += 1
      guard number > 1 else { continue }
      do {
        batch.append(try JSONDecoder().decode(SavedPaper.self, from: line))
      } catch {
        try keep()
        throw FeedBody.Unusable(place: "\(file):\(number)", reason: "no saved paper")
      }
      if batch.count == Self.batchSize { try keep() }
    }
    try keep()
    Standard.output("\(file.forTerminal)  \(missing) new  \(seen) seen")
  }
}
