import Foundation
import NonmunKit

/// A page of results of arXiv's API, looked at without reading it.
///
/// The API answers some pages with fewer entries than there are, or with none, and tells of errors
/// in the form of a page. Such an answer is not one for a day.
struct ArxivPage {
  /// Whether it holds all that was asked for, as far as there is as much.
  let isWhole: Bool

  init(_ answer: FeedAnswer) {
    let (body, start) = (answer.body, answer.body.prefix(Self.start))
    guard body.suffix(Self.end).places(of: "</feed>") > 0, start.places(of: "/api/errors") == 0
    else {
      isWhole = false
      return
    }
    let entries = body[...].places(of: "<entry")
    guard let total = Self.total(in: start) else {
      isWhole = entries > 0
      return
    }
    let first = Self.number("start", in: answer.request.address) ?? 0
    let length = Self.number("max_results", in: answer.request.address) ?? Self.length
    isWhole = entries >= min(length, max(0, total) - max(0, first))
  }

  /// How many results there are in all stands before the first one.
  private static let start = 8192
  private static let end = 100
  /// How many results come where nobody says how many (arXiv API User's Manual, section 3.1.1.2).
  private static let length = 10

  private static func total(in bytes: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "</opensearch:totalResults>")?.lowerBound else { return nil }
    return Int(text[..<end].split(separator: ">").last ?? "")
  }

  private static func number(_ name: String, in address: String) -> Int? {
    WebAddress(address)?.query?.split(separator: "&").lazy
      .compactMap { $0.hasPrefix("\(name)=") ? Int($0.dropFirst(name.count + 1)) : nil }.first
  }
}

extension ArraySlice<UInt8> {
  /// How often a mark stands here. The standard library's own search for a sequence takes a tenth
  /// of a fetch of 200 feeds.
  func places(of mark: StaticString) -> Int {
    mark.withUTF8Buffer { mark in
      withUnsafeBufferPointer { bytes in
        var (place, count) = (0, 0)
        while place + mark.count <= bytes.count {
          if bytes[place] == mark[0],
            mark.indices.allSatisfy({ bytes[place + $0] == mark[$0] })
          {
            count += 1
          }
          place += 1
        }
        return count
      }
    }
  }
}
