package import Foundation

/// A verdict, and in a few words why.
package struct Judgement: Equatable, Sendable {
  package var verdict: Verdict
  /// For people, with times of the reader's zone; `nil` for what is fresh.
  package var reason: String?
}

extension Judgement {
  /// Judges a feed that answered.
  ///
  /// - Parameter zone: The reader's.
  package init(of evidence: FeedEvidence, at now: Date, in zone: TimeZone) {
    guard evidence.arrived == 0 else {
      self.init(verdict: .fresh, reason: nil)
      return
    }
    let words = Words(evidence: evidence, now: now, zone: zone)
    guard let schedule = AnnouncementSchedule(of: evidence.source) else {
      self.init(verdict: .quiet, reason: words.since + words.answer)
      return
    }
    let today = Day(now, in: schedule.zone)
    let isRestDay = schedule.rest(on: today) != nil
    let missing = schedule.lastOverdue(at: now).flatMap { evidence.holds($0) ? nil : $0 }
    if let days = evidence.days, evidence.asksThePast(on: today) {
      let last = days.upperBound.words(on: words.today)
      self.init(verdict: .quiet, reason: "nothing new in the lists up to \(last)")
    } else if let missing, evidence.isStalled(without: missing, on: today, isRestDay: isRestDay) {
      self.init(verdict: .stalled, reason: words.stall(missing, schedule))
    } else if let rest = schedule.rest(on: schedule.announcedDay(at: now)) {
      self.init(verdict: .quiet, reason: words.rest(rest, missing, schedule))
    } else {
      self.init(verdict: .waiting, reason: words.wait(missing, schedule))
    }
  }

  /// - Parameter error: What went wrong, in words without a full stop.
  package init(failed error: String, retryAt: Date?, at now: Date, in zone: TimeZone) {
    let today = Day(now, in: zone)
    let retry = retryAt.map { "; asked again from \(LocalTime($0, in: zone).words(on: today))" }
    self.init(verdict: .failed, reason: error + (retry ?? ""))
  }
}

/// The reasons, said on a day of the reader's.
private struct Words {
  let evidence: FeedEvidence
  let now: Date
  let zone: TimeZone

  var today: Day { Day(now, in: zone) }

  private func time(_ date: Date) -> String { LocalTime(date, in: zone).words(on: today) }

  var since: String {
    guard let fresh = evidence.lastFresh else { return "nothing has ever come" }
    return "nothing new since \(Day(fresh, in: zone).words(on: today))"
  }

  /// What the answer itself showed.
  var answer: String {
    if evidence.isUnmodified { return "; the server says “not modified”" }
    return evidence.seen == 0 ? "; the feed is empty" : ""
  }

  func stall(_ batch: AnnouncementSchedule.Batch, _ schedule: AnnouncementSchedule) -> String {
    let due =
      evidence.source == .huggingFace
      ? "by \(time(batch.overdue))"
      : (Day(batch.due, in: zone) == today ? "at " : "") + time(batch.due)
    let before = evidence.lastFresh.map { schedule.batches(before: batch, since: $0) } ?? 0
    let more = before > 0 ? ", and \(before) before it" : ""
    let unknown =
      schedule.isBeyondHolidays(batch.day)
      ? "; arXiv's holidays of \(batch.day.civil.year) are not known here" : ""
    return "\(since); \(name(batch, schedule)) was due \(due)\(more)\(answer)\(unknown)"
  }

  func rest(
    _ rest: AnnouncementSchedule.Rest, _ missing: AnnouncementSchedule.Batch?,
    _ schedule: AnnouncementSchedule
  ) -> String {
    let why =
      switch rest {
      case .weekend: "weekend"
      case .holiday(let day, let name): "no announcement on \(day.words(on: today)), \(name)"
      }
    return "\(why)\(missed(missing, schedule))\(next(schedule).map { "; \($0)" } ?? "")"
  }

  private func missed(
    _ batch: AnnouncementSchedule.Batch?, _ schedule: AnnouncementSchedule
  ) -> String {
    guard let batch, evidence.lastFresh != nil else { return "" }
    return "; \(name(batch, schedule)) was not seen"
  }

  func wait(
    _ missing: AnnouncementSchedule.Batch?, _ schedule: AnnouncementSchedule
  ) -> String {
    wait(schedule) + missed(missing, schedule)
  }

  private func wait(_ schedule: AnnouncementSchedule) -> String {
    if let batch = schedule.underWay(at: now) {
      if evidence.source == .huggingFace {
        return "\(name(batch, schedule)) is being filled until \(time(batch.overdue))"
      }
      if !evidence.holds(batch) {
        return "\(name(batch, schedule)) is due since \(time(batch.due))"
      }
    }
    return next(schedule) ?? "nothing is due"
  }

  private func next(_ schedule: AnnouncementSchedule) -> String? {
    schedule.nextDue(after: now).map { "next due \(time($0))" }
  }

  private func name(
    _ batch: AnnouncementSchedule.Batch, _ schedule: AnnouncementSchedule
  ) -> String {
    "the \(schedule.noun) of \(batch.day.words(on: today))"
  }
}
