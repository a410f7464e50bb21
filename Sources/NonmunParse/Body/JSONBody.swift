import Foundation
import NonmunKit

/// A body in JSON: told apart by its shape, and read an element of its list at a time.
enum JSONBody {
  static func read(
    _ pieces: BodyPieces, _ text: BodyText, address: String, after known: Int, _ each: TakeItem
  ) throws(FeedError) -> ParsedFeed {
    let body = text.decoded(try pieces.all(most: FeedReader.mostBytes))
    let list = JSONList(Array(body.dropFirst(text.skipped)))
    return try read(list, pieces, address: address, after: known, each)
  }

  /// What cannot be read is left out, and told.
  static func read(
    _ list: JSONList, _ pieces: BodyPieces, address: String, after known: Int, _ each: TakeItem
  ) throws(FeedError) -> ParsedFeed {
    if list.elements.isEmpty, let flaw = list.flaw { throw .json(reason: flaw) }
    let entries = try JSONEntries(list, address: address)
    var feed = entries.feed
    var place = ReadingPlace(format: feed.format, entries: 0, bytes: pieces.bytesRead)
    var (unreadable, strange, isWhole) = (0, 0, true)
    for range in list.elements {
      place.entries += 1
      guard place.entries > known else { continue }
      let bytes = range.map(list.bytes)
      guard let bytes, let value = JSONText.value(bytes) else {
        unreadable += 1
        continue
      }
      guard let item = entries.item(value, bytes) else {
        strange += 1
        continue
      }
      isWhole = each(item, place)
      if !isWhole { break }
    }
    if unreadable > 0, unreadable == list.elements.count {
      throw .json(reason: "none of \(unreadable) items can be read as JSON")
    }
    let flaw = isWhole ? list.flaw : nil
    let count = list.elements.count
    let lost = unreadable > 0 ? "\(unreadable) of \(count) items cannot be read as JSON" : nil
    let odd = strange > 0 ? "\(strange) of \(count) \(entries.strangeWords)" : nil
    for words in [flaw, lost, odd].compactMap(\.self) { feed.add(defect: words) }
    return feed
  }
}
