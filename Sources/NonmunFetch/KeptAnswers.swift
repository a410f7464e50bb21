import Foundation
import NonmunKit

/// Answers that need not be asked for again yet, for whichever workspace wants them.
///
/// A file holds what was asked when, until when it stands and why, the head, and the body. What is
/// not whole is none: it only costs a request.
struct KeptAnswers {
  private let folder: String

  init(_ folder: String) { self.folder = folder }

  /// Results of arXiv's API change once a day, and the same query is to be asked once a day (arXiv
  /// API User's Manual, section 3.1.1.1). An hour less, so that a daily timer is never early.
  private static let day: TimeInterval = 23 * 3600
  /// However long a publisher says that a feed stays as it is, this is believed.
  private static let longestHint: TimeInterval = 3600
  /// Less is not worth a file.
  private static let shortestHint: TimeInterval = 60

  /// The answer that still stands, if there is one.
  func answer(to request: FeedRequest, at now: Date) -> (FeedAnswer, ResponseHead)? {
    guard let file = file(of: request.address), let note = Note(file), note.asked <= now,
      now < note.until
    else { return nil }
    var answer = FeedAnswer(
      request: request, head: note.head, body: note.body, address: note.address)
    answer.isHeld = true
    answer.advice = "asked \(Self.ago(now.timeIntervalSince(note.asked))) ago; \(note.rule)"
    return (answer, note.head)
  }

  /// Keeps an answer where a rule says that it stands for a while.
  func take(_ answer: FeedAnswer, _ head: ResponseHead, isArxiv: Bool, at now: Date) {
    guard answer.failure == nil,
      let (wait, rule) = Self.standing(answer, head, isArxiv: isArxiv, at: now),
      let path = path(of: answer.request.address)
    else { return }
    var note = Note(
      asked: now, until: now + wait, rule: rule, address: answer.address, head: head,
      body: answer.body)
    if answer.status == 304 {
      guard let old = file(of: answer.request.address).flatMap(Note.init),
        Validators(etag: old.head["ETag"], lastModified: old.head["Last-Modified"])
          == answer.request.validators
      else { return }
      (note.head, note.body) = (old.head, old.body)
    }
    removeOld()
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try note.bytes.write(to: URL(filePath: path), options: .atomic)
    } catch {}  // What is not kept is asked for again.
  }

  /// How long an answer stands, in seconds, and by which rule.
  private static func standing(
    _ answer: FeedAnswer, _ head: ResponseHead, isArxiv: Bool, at now: Date
  ) -> (TimeInterval, String)? {
    if isArxiv {
      // What arXiv says of age is not believed: it would pin a batch that is due to change.
      let isQuery = WebAddress(answer.request.address)?.path == "/api/query"
      guard isQuery, answer.status == 200, isWhole(answer.body) else { return nil }
      return (day, "arXiv asks for one such query a day, --force asks again")
    }
    guard answer.request.day == nil, answer.status == 200 || answer.status == 304,
      let hint = hint(head, at: now), hint >= shortestHint
    else { return nil }
    return (min(hint, longestHint), "its publisher lets it stand for a while, --force asks again")
  }

  /// arXiv's API answers some pages with no entry though there are some; those are asked for again.
  private static func isWhole(_ body: [UInt8]) -> Bool {
    body.contains("<entry".utf8) || body.contains(">0</opensearch:totalResults>".utf8)
  }

  /// Source: RFC 9111, sections 4.2 and 5.2.2.
  private static func hint(_ head: ResponseHead, at now: Date) -> TimeInterval? {
    let directives = (head["Cache-Control"] ?? "").lowercased().split(separator: ",").map {
      String($0).whiteSpaceFolded
    }
    guard !directives.contains(where: { $0.hasPrefix("no-cache") || $0 == "no-store" }) else {
      return nil
    }
    if let age = directives.first(where: { $0.hasPrefix("max-age=") }) {
      let spent = head["Age"].flatMap(Double.init) ?? 0
      return Double(age.dropFirst("max-age=".count)).map { $0 - max(spent, 0) }
    }
    guard let end = head["Expires"].flatMap({ HTTPDate($0)?.date }) else { return nil }
    return end.timeIntervalSince(head["Date"].flatMap { HTTPDate($0)?.date } ?? now)
  }

  private func path(of address: String) -> String? {
    RecordedName.all(of: address).first.map { "\(folder)/\($0)" }
  }

  private func file(of address: String) -> [UInt8]? {
    path(of: address).flatMap { FileManager.default.contents(atPath: $0) }.map(Array.init)
  }

  /// Takes away what stood for longer than anything stands.
  private func removeOld() {
    let files = FileManager.default.enumerator(atPath: folder)
    while let name = files?.nextObject() as? String {
      guard let attributes = files?.fileAttributes,
        attributes[.type] as? FileAttributeType == .typeRegular,
        let date = attributes[.modificationDate] as? Date,
        date.timeIntervalSinceNow < -2 * 86_400
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")  // Another day then.
    }
  }

  private static func ago(_ seconds: TimeInterval) -> String {
    let (count, unit) = seconds < 5400 ? (seconds / 60, "min") : (seconds / 3600, "h")
    return "\(Int(count.rounded())) \(unit)"
  }
}

/// One file of ``KeptAnswers``.
private struct Note {
  var asked: Date
  var until: Date
  var rule: String
  var address: String
  var head: ResponseHead
  var body: [UInt8]

  private static let title = "nonmun answer 1"

  var bytes: Data {
    let lines =
      [
        Self.title, "\(asked.timeIntervalSince1970)", "\(until.timeIntervalSince1970)", rule,
        address, "\(body.count)",
      ] + head.lines
    return Data((lines.joined(separator: "\n") + "\n\n").utf8 + body)
  }
}

extension Note {
  init?(_ file: [UInt8]) {
    let newline = UInt8(ascii: "\n")
    guard
      let end = file.indices.dropLast().first(where: {
        file[$0] == newline && file[$0 + 1] == newline
      })
    else { return nil }
    let lines = String(decoding: file[..<end], as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    guard lines.count > 6, lines[0] == Self.title, let asked = Double(lines[1]),
      let until = Double(lines[2]), Int(lines[5]) == file.count - end - 2
    else { return nil }
    self.init(
      asked: Date(timeIntervalSince1970: asked), until: Date(timeIntervalSince1970: until),
      rule: lines[3], address: lines[4], head: ResponseHead(lines[6...].joined(separator: "\n")),
      body: Array(file[(end + 2)...]))
  }
}
