import NonmunKit

/// The two ways in which nearly all dates are written, read in a glance.
extension FeedDate {
  /// `2024-08-19T17:59:59Z` or `Mon, 19 Aug 2024 17:59:59 +0900` and nothing else; `nil` also for
  /// what only the reader of all forms can tell.
  static func plain(_ text: UnsafeBufferPointer<UInt8>) -> FeedDate? {
    var reader = PlainReader(text: text)
    switch text.count {
    case 20:
      let day = Day(
        year: reader.number(0) * 100 + reader.number(2), month: reader.number(5),
        day: reader.number(8))
      let seconds = reader.seconds(11)
      let isPlain =
        reader.stands("-", at: 4) && reader.stands("-", at: 7)
        && reader.stands("T", at: 10) && reader.stands("Z", at: 19)
      return isPlain && reader.isNumber ? FeedDate(day, seconds: seconds) : nil
    case 29, 31:
      guard reader.stands(", ", at: 3), let month = reader.month(8) else { return nil }
      let day = Day(
        year: reader.number(12) * 100 + reader.number(14), month: month, day: reader.number(5))
      let seconds = reader.seconds(17)
      let isSpaced = [7, 11, 16, 25].allSatisfy { text[$0] == 0x20 }
      let offset = text.count == 29 ? reader.stands("GMT", at: 26) ? 0 : nil : reader.offset(26)
      guard isSpaced, reader.isNumber, let offset else { return nil }
      return FeedDate(day, seconds: seconds, offset: offset)
    default: return nil
    }
  }
}

private struct PlainReader {
  let text: UnsafeBufferPointer<UInt8>
  /// Whether digits stood in all places that were asked for them, and a clock shows such a time.
  var isNumber = true

  /// Of two digits.
  mutating func number(_ place: Int) -> Int {
    let (tens, ones) = (text[place] &- 0x30, text[place + 1] &- 0x30)
    isNumber = isNumber && tens < 10 && ones < 10
    return Int(tens) * 10 + Int(ones)
  }

  /// Of `17:59:59`.
  mutating func seconds(_ place: Int) -> Double {
    let (hour, minute, second) = (number(place), number(place + 3), number(place + 6))
    isNumber =
      isNumber && hour < 24 && minute < 60 && second < 60
      && stands(":", at: place + 2) && stands(":", at: place + 5)
    return Double((hour * 60 + minute) * 60 + second)
  }

  /// Of `+0900`, in seconds.
  mutating func offset(_ place: Int) -> Int? {
    guard stands("+", at: place) || stands("-", at: place) else { return nil }
    let (hours, minutes) = (number(place + 1), number(place + 3))
    isNumber = isNumber && hours < 24 && minutes < 60
    return (stands("-", at: place) ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  func month(_ place: Int) -> Int? {
    Self.months.firstIndex { stands($0, at: place) }.map { $0 + 1 }
  }

  func stands(_ sign: StaticString, at place: Int) -> Bool {
    sign.withUTF8Buffer { sign in
      sign.indices.allSatisfy { text[place + $0] == sign[$0] }
    }
  }

  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
