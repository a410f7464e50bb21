package import Foundation

/// A search of arXiv's API, had slice by slice, and how far: what a later run goes on from.
///
/// Newest first. A search of days is had to its end, in parts that the API can page through; one
/// without days goes on only while it meets nothing known.
///
/// Source: arXiv API User's Manual, section 3.1.1.2: at most 2,000 results a slice, and 30,000 in
/// all for one query.
package struct SearchWalk: Hashable, Codable, Sendable {
  package let query: String
  /// The days of submission; `nil` for the newest, whenever they were submitted.
  package let days: ClosedRange<Day>?
  /// What was known before is known from an earlier walk.
  package let begun: Date
  /// Of the newest, how many are had at most.
  private let reach: Int
  /// The part of the days that is paged through; everything after it was had.
  private var part: SubmissionSpan?
  /// How many results of the part were had.
  private var start = 0
  private var total: Int?
  /// Where a walk that was broken off goes on, once the newest were looked at again.
  private var resumption: Int?
  private var emptyAnswers = 0
  /// Whether an earlier run was told that results are missing here.
  private var isDoubted = false
  /// Results had, over all parts.
  package private(set) var done = 0
  /// How many results there are, by the first answer.
  package private(set) var expected: Int?
  package private(set) var isEnded = false
  /// What the reader should know of a walk that ended before its end.
  package private(set) var remark: String?

  /// Everything submitted on some days.
  package init(_ query: String, days: ClosedRange<Day>, begun: Date) {
    self.query = query
    self.days = days
    self.begun = begun
    reach = .max
    part = SubmissionSpan(days)
  }

  /// The newest.
  ///
  /// - Parameter isFirst: Nothing was had before: the first slice is enough to begin with.
  package init(newest query: String, isFirst: Bool, begun: Date) {
    self.query = query
    self.begun = begun
    days = nil
    reach = isFirst ? Self.firstSlice : Self.mostNewest
  }

  /// A daily search of an ordinary query is whole with one small request.
  private static let firstSlice = 100
  /// Five slices, each twice as long as the one before: what is asked for in vain stays in
  /// proportion, and two weeks of a large category are caught up in fifteen seconds of arXiv's
  /// pace. Who was away for longer names the day.
  private static let mostNewest = 3_100
  private static let longestSlice = 2_000
  private static let mostOfQuery = 30_000
  /// How often an empty answer is not believed.
  private static let retries = 2
}

extension SearchWalk {
  package func address(_ servers: SourceServers) -> String {
    let range = part.map { " AND submittedDate:\($0)" }
    let text = range.map { "(\(query))\($0)" } ?? query
    return "\(servers.arxivAPI)?search_query=\(text.encodedForQuery)&sortBy=submittedDate"
      + (start > 0 ? "&start=\(start)" : "") + "&max_results=\(sliceLength)"
  }

  private var sliceLength: Int {
    let longest = part == nil ? start + Self.firstSlice : Self.longestSlice
    return start == 0
      ? Self.firstSlice
      : max(1, min(longest, Self.longestSlice, min(reach, Self.mostOfQuery) - start))
  }

  /// Once it has ended, the days that came since it was first asked for.
  package func rest(upTo last: Day) -> SearchWalk? {
    guard isEnded, let days, days.upperBound < last else { return nil }
    return SearchWalk(query, days: days.upperBound...last, begun: begun)
  }

  package var isWorthKeeping: Bool { done > 0 || isDoubted }

  /// Begins a run with a walk that was broken off: what is newest has changed meanwhile.
  package mutating func resume() {
    guard part == nil, start > 0 else { return }
    resumption = start
    start = 0
  }

  /// Goes on behind one answer.
  ///
  /// - Parameters:
  ///   - count: How many results it held.
  ///   - answered: How many there are, by this answer; that may change while paging.
  ///   - overlap: What of them was known.
  package mutating func take(_ count: Int, of answered: Int?, overlap: Overlap) -> PageOutcome {
    if count == 0, start < max(total ?? 0, answered ?? 0) {
      // The API at times answers with an empty page in the middle of a result.
      emptyAnswers += 1
      if emptyAnswers <= Self.retries { return .askAgain }
      if let answered, start < answered {
        let words = "arXiv's API says that there are \(answered), and gave none after \(start)"
        emptyAnswers = 0
        guard isDoubted else {
          isDoubted = true
          return .broken("\(words), \(Self.retries + 1) times; the next fetch asks again")
        }
        remark = words
      }
    }
    let isShort = count < sliceLength
    (emptyAnswers, isDoubted) = (0, false)
    total = answered ?? total
    expected = expected ?? answered
    start += count
    done += count
    if part == nil {
      endNewest(count, overlap, isShort: isShort)
    } else {
      endPart(isShort: isShort, isEmpty: count == 0)
    }
    return .kept
  }

  private func isAtEnd(isShort: Bool, isEmpty: Bool) -> Bool {
    isEmpty || start >= total ?? (isShort ? start : .max)
  }

  private mutating func endNewest(_ count: Int, _ overlap: Overlap, isShort: Bool) {
    // Before the first slice this walk had brought nothing, whatever the clock says.
    var meetsKnown = overlap == .earlier || (overlap == .thisWalk && start == count)
    if let resumption {
      self.resumption = nil
      meetsKnown = overlap == .earlier
      // A first slice without one paper that was had would leave a gap between the two.
      if overlap == .thisWalk { start = max(start, resumption) }
    }
    isEnded = meetsKnown || isAtEnd(isShort: isShort, isEmpty: count == 0) || start >= reach
    if start >= reach, !meetsKnown, let total, total > start {
      remark = "the newest \(start) of \(total); --since brings more"
    }
  }

  private mutating func endPart(isShort: Bool, isEmpty: Bool) {
    guard let part, let days else { return }
    if let total, total > Self.mostOfQuery, !isEmpty {
      // The results had so far are the newest of this half as well.
      self.part = part.newerHalf
      self.total = nil
      isEnded = self.part == nil || start >= Self.mostOfQuery
      if isEnded { remark = "\(total) results in \(part): arXiv's API does not heed the dates" }
      return
    }
    guard isAtEnd(isShort: isShort, isEmpty: isEmpty) else { return }
    let whole = SubmissionSpan(days)
    self.part = SubmissionSpan(whole.first...part.first)
    isEnded = part.first <= whole.first
    start = 0
    total = nil
  }
}

/// What of a page was known.
package enum Overlap: Sendable {
  case none
  /// Papers that the same walk had brought: the list has moved meanwhile.
  case thisWalk
  /// Papers from before it.
  case earlier
}

/// What is to be done about a page.
package enum PageOutcome: Equatable, Sendable {
  /// To be kept; the walk goes on, or has ended.
  case kept
  case askAgain
  /// No use in going on now; the reason, in words.
  case broken(String)
}
