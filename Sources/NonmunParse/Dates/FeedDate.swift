package import Foundation
package import NonmunKit

/// A date as feeds write it: RFC 3339 or RFC 822, with the slips that real feeds make, or Korean.
package struct FeedDate: Equatable, Sendable {
  package let date: Date
  /// The calendar day that stands there, in the offset that stands there.
  package let day: Day

  /// `nil` for text that is no date, one that no calendar has, and one that may be read as two
  /// (`05/06/2024`).
  package init?(_ text: String) {
    var text = text
    guard let read = text.withUTF8(FeedDate.init(utf8:)) else { return nil }
    self = read
  }

  init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    let start = UnsafeBufferPointer(rebasing: bytes.drop { $0 <= 0x20 }.prefix(Self.longest))
    if let read = Self.plain(start) {
      self = read
      return
    }
    guard start.allSatisfy({ $0 < 0x80 }) else {
      guard let read = Self.foreign(start) else { return nil }
      self = read
      return
    }
    var reader = DateReader(start)
    guard let read = reader.date() else { return nil }
    self = read
  }

  /// In bytes; what comes later is no part of a date.
  private static let longest = 100

  private static func foreign(_ bytes: UnsafeBufferPointer<UInt8>) -> FeedDate? {
    let text = ForeignDate(String(decoding: bytes, as: UTF8.self))
    return text.plain.withUnsafeBufferPointer { bytes in
      var reader = DateReader(bytes, ownOffset: text.isKorean ? DateReader.seoul : 0)
      return reader.date()
    }
  }

  /// - Parameters:
  ///   - seconds: Since midnight, up to the 60 that a leap second has.
  ///   - offset: In seconds east of UTC.
  init?(_ day: Day?, seconds: Double = 0, offset: Int = 0) {
    // The year 1 or 9999 is what programs write that have no date.
    guard let day, (Self.first...Self.last).contains(day) else { return nil }
    self.day = seconds < 86_400 ? day : day + 1
    date = Date(
      timeIntervalSince1970: Double(day.number) * 86_400 + seconds - Double(offset))
  }

  /// 1900-01-01 and 2200-12-31.
  private static let (first, last) = (Day(number: -25_567), Day(number: 84_370))
}
