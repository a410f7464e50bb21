package import Foundation

/// The lists in pages that one run of a feed goes through.
package struct FeedWalks: Equatable, Sendable {
  package var walks: [Walk] = []
  /// What the reader should know of them.
  package var remarks: [String] = []
}

extension Feed {
  /// - Parameters:
  ///   - days: The days that the reader named, both included.
  ///   - now: The clock.
  ///   - state: What is remembered of the feed; `nil` when it was never asked.
  ///   - held: Walks that were broken off.
  package func walks(
    days: ClosedRange<Day>? = nil, now: Date, state: FeedState? = nil, held: [Walk] = []
  ) -> FeedWalks {
    switch source {
    case .arxiv(let category):
      announcements(ArxivCategory(category), days, now, held.search(.days))
    case .arxivSearch(let query):
      search(query, days, now, isFirst: state?.wasAnswered != true, held)
    case .arxivOAI(let set):
      harvest(ArxivCategory(set).set, days, now, state?.lastList, held)
    case .huggingFace, .url:
      FeedWalks()
    }
  }

  /// An announcement feed has no past: days of the past are had from the API.
  private func announcements(
    _ category: ArxivCategory, _ days: ClosedRange<Day>?, _ now: Date, _ held: SearchWalk?
  ) -> FeedWalks {
    let today = Day(now, in: AnnouncementSchedule(of: source)?.zone ?? .gmt)
    if let days, days.lowerBound < today {
      return Self.search(category.query, of: days, now, held)
    }
    return FeedWalks(walks: held.map { [.search($0)] } ?? [])
  }

  private func search(
    _ query: String, _ days: ClosedRange<Day>?, _ now: Date, isFirst: Bool, _ held: [Walk]
  ) -> FeedWalks {
    let ofDays = held.search(.days).flatMap { $0.query == query ? $0 : nil }
    if let days { return Self.search(query, of: days, now, ofDays) }
    var newest = SearchWalk(newest: query, isFirst: isFirst, begun: now)
    if let broken = held.search(.newest), broken.query == query, !broken.isEnded {
      newest = broken
      newest.resume()
    }
    return FeedWalks(walks: [.search(newest)] + (ofDays.map { [.search($0)] } ?? []))
  }

  private static func search(
    _ query: String, of days: ClosedRange<Day>, _ now: Date, _ held: SearchWalk?
  ) -> FeedWalks {
    guard let held, held.query == query, let asked = held.days else {
      return FeedWalks(walks: [.search(SearchWalk(query, days: days, begun: now))])
    }
    // Who says `--since` again on a later day means the same days, and the new ones.
    if asked.lowerBound == days.lowerBound, asked.upperBound <= days.upperBound {
      return FeedWalks(walks: [.search(held.rest(upTo: days.upperBound) ?? held)])
    }
    return FeedWalks(
      walks: [.search(SearchWalk(query, days: days, begun: now))],
      remarks: held.isEnded
        ? [] : ["the search of \(asked.words), which was broken off, is given up"])
  }

  private func harvest(
    _ set: String, _ days: ClosedRange<Day>?, _ now: Date, _ lastList: Day?, _ held: [Walk]
  ) -> FeedWalks {
    let today = Day(now, in: .gmt)
    // A day that has not begun there is not asked for, and the last one needs no end.
    let until = days.flatMap { $0.upperBound < today ? $0.upperBound : nil }
    let from = days.map { min($0.lowerBound, today) }
    var result = FeedWalks()
    if var broken = held.harvest, broken.set == set {
      if from.map({ broken.covers(from: $0, until: until) }) ?? true {
        broken.resume()
        if broken.hasExpired(at: now), let from = broken.restart() {
          result.remarks.append("the server's token has expired: harvested again from \(from) on")
        } else if broken.isResumed {
          result.remarks.append("went on after \(broken.done) of the harvest from \(broken.from)")
        }
        result.walks = [.harvest(broken)]
        return result
      }
      if !broken.isEnded {
        result.remarks.append(
          "the harvest from \(broken.from) on, which was broken off, is given up")
      }
    }
    if from == nil, lastList == nil {
      result.remarks.append(
        "the first harvest begins \(Self.firstHarvest) days back; --since brings more")
    }
    // The last day was not over when it was harvested.
    let first = from ?? lastList.map { min($0, today) } ?? today - Self.firstHarvest
    result.walks = [.harvest(HarvestWalk(set, from: first, until: until))]
    return result
  }

  /// A week of a large set is a few thousand records; all of it is some hundred thousand.
  private static let firstHarvest = 7
}

extension FeedState {
  /// Whether the feed ever gave an answer, as far as that is remembered.
  fileprivate var wasAnswered: Bool { lastFresh != nil || report.verdict != .failed }
}

extension ClosedRange<Day> {
  /// `2024-08-12 to 2024-08-16`.
  package var words: String {
    lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)"
  }
}

extension HarvestWalk {
  fileprivate func covers(from first: Day, until last: Day?) -> Bool {
    guard from == first else { return false }
    guard let until else { return true }
    return last.map { $0 <= until } ?? false
  }
}

extension [Walk] {
  fileprivate func search(_ kind: Walk.Kind) -> SearchWalk? {
    for case .search(let search) in self where Walk.search(search).kind == kind { return search }
    return nil
  }

  fileprivate var harvest: HarvestWalk? {
    for case .harvest(let harvest) in self { return harvest }
    return nil
  }
}
