import NonmunKit
import NonmunMarkdown
import Testing

/// What holds for any page, whatever stands on it.
@Suite struct InsertionPropertyTests {
  private static let pagesPerSeed = 200

  @Test(arguments: 0..<20 as Range<UInt64>)
  func noByteIsLostAndOneNoteIsNew(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var refused = 0
    for _ in 0..<Self.pagesPerSeed {
      let page = RandomPage(using: &numbers)
      let section = Bool.random(using: &numbers) ? SimPONote.trend : SimPONote.study
      let place = SimPONote.place(in: section)
      do {
        try expectOneMoreNote(in: SimPONote.added(to: page.bytes, at: place), than: page.bytes)
      } catch let error as InsertionError {
        refused += 1
        #expect(page.mayBeRefused, "\(error): \(page.text.debugDescription)")
      }
    }
    #expect(refused < Self.pagesPerSeed / 2)
  }

  private func expectOneMoreNote(in insertion: Insertion, than old: [UInt8]) throws {
    let page = Comment(rawValue: String(decoding: old, as: UTF8.self).debugDescription)
    #expect(insertion.withoutPieces == old, page)
    let before = try PageBlocks(parsing: old).outline.linkedBlocks
    let after = try PageBlocks(parsing: insertion.result).outline.linkedBlocks
    let new = after.filter { $0.place.range.lowerBound == insertion.noteRange.lowerBound }
    #expect(new.map(\.place.range) == [insertion.noteRange], page)
    #expect(new.map(\.links) == [[.init(address: SimPONote.link.address, text: "SimPO")]], page)
    #expect(new.map(\.place.line) == [insertion.line], page)
    let rest = after.filter { $0.place.range.lowerBound != insertion.noteRange.lowerBound }
    #expect(rest.map(\.links) == before.map(\.links), page)
    #expect(
      rest.map { insertion.result[$0.place.range] } == before.map { old[$0.place.range] }, page)
    let isEnded = insertion.result.last.map { $0 == 0x0A || $0 == 0x0D }
    let wasEnded = old.last.map { $0 == 0x0A || $0 == 0x0D }
    #expect(old.allSatisfy { [0xEF, 0xBB, 0xBF].contains($0) } || isEnded == wasEnded, page)
  }

  /// A block starts with a byte that can start it, and ends with one that is written.
  @Test(arguments: 100..<120 as Range<UInt64>)
  func placesAreThoseOfTheBytes(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<Self.pagesPerSeed {
      let bytes = RandomPage(using: &numbers).bytes
      let page = Comment(rawValue: String(decoding: bytes, as: UTF8.self).debugDescription)
      let lines = PageLines(bytes)
      let outline = try PageBlocks(parsing: bytes).outline
      for block in outline.linkedBlocks {
        let text = String(decoding: bytes[block.place.range], as: UTF8.self)
        #expect(lines.number(at: block.place.range.lowerBound) == block.place.line, page)
        #expect(lines.number(at: block.place.range.upperBound - 1) == block.place.lastLine, page)
        #expect(!lines.lines[block.place.lastLine - 1].isBlank, page)
        if block.kind == .item {
          #expect(text.prefixMatch(of: #/[-+*]\s|\d+[.)]\s/#) != nil, page)
        }
        #expect(
          block.kind != .heading || text.first == "#"
            || text.utf8.contains { $0 == 0x0A || $0 == 0x0D }, page)
      }
      for heading in outline.headings {
        #expect(lines.number(at: heading.range.lowerBound) == heading.line, page)
        #expect(
          heading.isUnderlined || bytes[heading.range].contains(UInt8(ascii: "#")), page)
      }
      #expect(
        zip(outline.blocks, outline.blocks.dropFirst()).allSatisfy {
          $0.place.lastLine < $1.place.line
        }, page)
    }
  }
}

extension RandomPage {
  /// Only for what swallows the rest of a page, or a heading that stands in from the margin.
  fileprivate var mayBeRefused: Bool {
    isBroken || ["open fence", "<!-- open", "   ### 안쪽"].contains { text.contains($0) }
  }
}
