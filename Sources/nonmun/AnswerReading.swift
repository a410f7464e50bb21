import NonmunKit
import NonmunParse

/// What an answer turned out to be.
enum AnswerReading {
  case feed(ParsedFeed)
  /// As the validators that were sent describe it.
  case unchanged
  /// A page, not a feed, but it names one.
  case page(feed: String, reason: String)
  /// The reason in words.
  case unusable(String)

  init(_ answer: FeedAnswer) {
    if let failure = answer.failure {
      self = .unusable(
        failure == Self.notRecorded ? "\(failure): \(answer.request.address.withoutUser)" : failure)
      return
    }
    switch answer.status ?? 0 {
    case 304 where !answer.request.validators.isEmpty: self = .unchanged
    case 304: self = .unusable("the server says “not modified”, though it was not asked")
    case 200..<300: self = Self.reading(answer)
    case let status:
      let words = Self.told(in: answer).map { ": \($0)" } ?? ""
      self = .unusable("HTTP \(status) from \(answer.address.withoutUser)\(words)")
    }
  }

  /// What a replay says of an address that its folder does not hold.
  static let notRecorded = "not recorded"

  private static func reading(_ answer: FeedAnswer) -> AnswerReading {
    do throws(FeedError) {
      var parsed = try ParsedFeed(
        parsing: answer.body, contentType: answer.contentType, address: answer.address)
      if answer.status == 206 {
        parsed.defect =
          parsed.defect ?? "HTTP 206: a part of the body, though all of it was asked for"
      }
      return .feed(parsed)
    } catch {
      if case .htmlPage(let feeds) = error, let feed = feeds.first {
        return .page(feed: feed, reason: error.description)
      }
      return .unusable(error.description)
    }
  }

  /// What the server tells of an error in the form of a feed, as arXiv does.
  private static func told(in answer: FeedAnswer) -> String? {
    do throws(FeedError) {
      _ = try ParsedFeed(parsing: answer.body, contentType: answer.contentType)
      return nil
    } catch {
      if case .told(let words) = error { return words }
      return nil
    }
  }
}
