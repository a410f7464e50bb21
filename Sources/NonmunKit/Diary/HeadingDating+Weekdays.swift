extension HeadingDating {
  /// The days with those of the headings that name a weekday only.
  ///
  /// - Parameter order: All headings, the oldest day first.
  func dated(_ open: [Int], in order: [Int]) -> [Day?] {
    guard days.contains(where: { $0 != nil }) else { return datedAlone(open, in: order) }
    var row = order.map { days[$0] }
    let isOpen = Set(open)
    let places = order.indices.filter { isOpen.contains(order[$0]) }
    for place in places.reversed() {
      guard let weekday = marks[order[place]]?.weekday,
        let next = row[place...].lazy.compactMap(\.self).first,
        !row[..<place].contains(where: { $0 != nil })
      else { continue }
      row[place] = weekday.day(before: next)
    }
    for place in places where row[place] == nil {
      guard let weekday = marks[order[place]]?.weekday,
        let last = row[..<place].reversed().lazy.compactMap(\.self).first
      else { continue }
      row[place] = weekday.day(before: last + 8)
    }
    var dated = days
    for place in places { dated[order[place]] = row[place] }
    return dated
  }

  /// Without any date: in the week that the title names, else up to the day of writing.
  private func datedAlone(_ open: [Int], in order: [Int]) -> [Day?] {
    var dated = days
    if let week = clues.week {
      for index in open {
        dated[index] = marks[index]?.weekday.flatMap { weekday in
          week.days.first { $0.weekday == weekday }
        }
      }
    } else if let written = clues.day {
      var next = written + 1
      let isOpen = Set(open)
      for index in order.reversed() where isOpen.contains(index) {
        guard let weekday = marks[index]?.weekday else { continue }
        next = weekday.day(before: next)
        dated[index] = next
      }
    }
    return dated
  }
}

extension Weekday {
  /// The last such day before another.
  fileprivate func day(before next: Day) -> Day {
    let last = next - 1
    return last - (last.weekday.rawValue - rawValue + 7) % 7
  }
}
