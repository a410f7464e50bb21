package import NonmunKit

/// Where a body stands while it is read.
package struct ReadingPlace: Sendable {
  package var format: FeedFormat
  /// How many entries there were up to here, damaged and deleted ones included: from here on a
  /// reading that was broken off can go on.
  package var entries: Int
  /// How many bytes were read, as they stand in the body.
  package var bytes: Int
}

/// Gets an item and its place, and returns whether the next one is wanted.
package typealias TakeItem = (FeedItem, ReadingPlace) -> Bool
