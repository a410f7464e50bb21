import Foundation
import NonmunKit

/// A folder that mirrors addresses as `wget` does: `HOST/PATH?QUERY` holds a body as received,
/// `….headers` beside it the status line and headers; without it the status is 200.
struct RecordingFolder {
  private let folder: String

  init(_ folder: String) { self.folder = folder }

  /// What is recorded for a request. Its validators do not matter: what is recorded is the answer.
  func answer(to request: FeedRequest, redirects: Int) -> FeedAnswer {
    let asked = request.address.withoutUser
    var address = asked
    var moves: [Int] = []
    for _ in 0...redirects {
      guard let name = RecordedName.all(of: address).first(where: isFile),
        let body = FileManager.default.contents(atPath: folder + "/" + name)
      else { return FeedAnswer(request: request, address: address, failure: "not recorded") }
      let written = FileManager.default.contents(
        atPath: "\(folder)/\(name).headers")
      let head = ResponseHead(
        written.map { String(decoding: $0, as: UTF8.self) } ?? "HTTP/1.1 200 OK")
      if [301, 302, 303, 307, 308].contains(head.status), let location = head["Location"] {
        guard let next = URL(string: location, relativeTo: URL(string: address)),
          next.scheme == "http" || next.scheme == "https"
        else {
          return FeedAnswer(
            request: request, address: address, status: head.status,
            failure: "redirected to \(location.withoutUsers.forTerminal), which is not followed")
        }
        address = next.absoluteString
        moves += [head.status ?? 0]
        continue
      }
      var answer = FeedAnswer(request: request, head: head, body: Array(body), address: address)
      answer.status = head.status ?? 200
      answer.bytesReceived = body.count
      if (200..<300).contains(answer.status ?? 0), address != asked,
        moves.allSatisfy({ $0 == 301 || $0 == 308 })
      {
        answer.movedTo = address
      }
      return answer
    }
    return FeedAnswer(request: request, address: address, failure: "redirected too often")
  }

  /// Writes an answer down, under the address that was asked.
  ///
  /// The body is written as it is after decompression, so the headers that spoke of its form on
  /// the wire are left out. An answer that did not come is no answer.
  func write(_ answer: FeedAnswer, _ head: ResponseHead) throws {
    guard answer.failure == nil, let path = RecordedName.all(of: answer.request.address).first
    else {
      return
    }
    let file = URL(filePath: folder + "/" + path)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let lines = head.lines.filter { line in
        !["content-encoding", "content-length", "transfer-encoding"].contains(
          line.prefix { $0 != ":" }.lowercased())
      }
      try Data(answer.body).write(to: file, options: .atomic)
      try Data((lines.joined(separator: "\r\n") + "\r\n").utf8).write(
        to: URL(filePath: folder + "/" + path + ".headers"), options: .atomic)
    } catch {
      throw RecordingError(path: path, reason: (error as NSError).localizedDescription)
    }
  }

  private func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }
}

/// An answer that could not be written down.
struct RecordingError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String { "\(path) could not be recorded: \(reason)" }
}
