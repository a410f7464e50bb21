/// Counts what texts bring, without saying where: the part of matching that `make bench` compares
/// with other matchers.
package struct MarkCount {
  /// How many phrases and tags were found, each counted once a text.
  package private(set) var phrases = 0
  package private(set) var tags = 0
  private let brought: [[Int]]
  private var scan: TextScan
  private var text = 0
  /// By phrase and by tag: the last text that brought it.
  private var lastOfPhrase: [Int]
  private var lastOfTag: [Int]

  package init(_ matcher: Matcher) {
    brought = matcher.brought
    scan = matcher.table.scan
    lastOfPhrase = Array(repeating: 0, count: matcher.table.count)
    lastOfTag = Array(repeating: 0, count: matcher.tags.count)
  }

  package mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    self.text += 1
    scan.removeHits()
    scan.read(text, .abstract)
    for hit in scan.hits where lastOfPhrase[hit.phrase] < self.text {
      lastOfPhrase[hit.phrase] = self.text
      phrases += 1
      for tag in brought[hit.phrase] where lastOfTag[tag] < self.text {
        lastOfTag[tag] = self.text
        tags += 1
      }
    }
  }
}
