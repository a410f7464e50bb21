import Foundation
import NonmunKit

/// Answers that need not be asked for again yet, for whichever workspace wants them.
///
/// A file holds what was asked when, until when it stands and why, the head, and the body. What is
/// not whole is none: it only costs a request.
struct KeptAnswers {
  private let folder: String
  private let isThere: Bool

  init(_ folder: String) {
    self.folder = folder
    isThere = FileManager.default.fileExists(atPath: folder)
  }

  /// The answer that still stands, if there is one.
  func answer(to request: FeedRequest, at now: Date) -> (FeedAnswer, ResponseHead)? {
    guard isThere, !request.address.hasUser, let file = file(of: request.address),
      let note = Note(file), note.asked <= now, now < note.until
    else { return nil }
    var answer = FeedAnswer(
      request: request, head: note.head, body: note.body, address: note.address)
    answer.isHeld = true
    answer.requests = 0
    answer.advice = "asked \(Self.ago(now.timeIntervalSince(note.asked))) ago; \(note.rule)"
    return (answer, note.head)
  }

  /// Keeps an answer where a rule says that it stands for a while.
  func take(_ answer: FeedAnswer, _ head: ResponseHead, isArxiv: Bool, at now: Date) {
    // What only one user may read is not left lying about.
    guard answer.failure == nil, !answer.request.address.hasUser,
      let standing = Standing(of: answer, head, isArxiv: isArxiv, at: now),
      let path = path(of: answer.request.address)
    else { return }
    var note = Note(
      asked: now, until: standing.until, rule: standing.rule, address: answer.address, head: head,
      body: answer.body)
    if answer.status == 304 {
      guard let old = file(of: answer.request.address).flatMap(Note.init),
        Validators(
          etag: old.head.validator("ETag"), lastModified: old.head.validator("Last-Modified"))
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
