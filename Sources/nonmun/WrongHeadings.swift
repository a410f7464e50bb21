import NonmunKit
import NonmunWorkspace

extension Desk {
  /// The pages whose first heading says another day than their file and the calendar do.
  ///
  /// They are told, never changed.
  func wrongHeadings() throws -> [String] {
    try workspace.pageDays().compactMap { day in
      let file = Workspace.page(of: day)
      guard let (line, text) = (try workspace.bytes(of: file) ?? []).firstHeading,
        let mark = DayMark(text, calendar: settings.calendar),
        let wrong = mark.disagreement(with: day, calendar: settings.calendar)
      else { return nil }
      return "\(file):\(line): “\(text)”: \(wrong)".forTerminal
    }
  }
}

extension [UInt8] {
  /// The first line that starts with `#`, without its marks; 1-based. A page starts with the heading
  /// of its day, so that nothing has to be parsed for it.
  fileprivate var firstHeading: (line: Int, text: String)? {
    var start = byteOrderMark.count
    var line = 1
    while start < count {
      let end = self[start...].firstIndex { $0 == .lineFeed || $0 == .carriageReturn } ?? count
      if self[start] == UInt8(ascii: "#") {
        let text = String(decoding: self[start..<end], as: UTF8.self)
        return (line, text.split(separator: "#").joined(separator: "#").whiteSpaceFolded)
      }
      guard self[start..<end].allSatisfy({ $0 == .space || $0 == .tab }) else { return nil }
      start = end + 1
      line += 1
    }
    return nil
  }
}
