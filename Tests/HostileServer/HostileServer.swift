import Foundation
import Synchronization

/// A server that plays one ``Fault`` for each path, `/reset` for instance, and answers every other
/// path with a feed.
package final class HostileServer: Sendable {
  private let listener: Listener
  private let log: Log

  package init() throws {
    let log = Log()
    self.log = log
    listener = try Listener { connection in
      while let head = connection.readHead() {
        log.add(head)
        let path = Self.path(in: head)
        guard let fault = Fault(rawValue: String(path.dropFirst())) else {
          connection.send(Self.answer(body: Self.feed(path), close: false))
          continue
        }
        Play(connection: connection, head: head).play(fault)
        return
      }
    }
  }

  package var port: UInt16 { listener.port }
  /// The heads of all requests.
  package var requests: [String] { log.all }

  package func address(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

  /// A feed of one entry, which the name tells from every other.
  package static func feed(_ name: some StringProtocol) -> String {
    """
    <rss version="2.0"><channel><title>\(name)</title><item><title>Paper of \(name)</title>\
    <link>https://papers.test/\(name)</link><pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate>\
    </item></channel></rss>
    """
  }

  static func answer(
    _ status: String = "200 OK", _ fields: [String] = [], body: String = "", length: Int? = nil,
    close: Bool = true
  ) -> String {
    let lines =
      ["HTTP/1.1 \(status)"] + fields
      + ["Content-Length: \(length ?? body.utf8.count)"] + (close ? ["Connection: close"] : [])
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  /// A proxy is asked for a whole address; a query tells feeds with the same fault apart.
  private static func path(in head: String) -> Substring {
    let target = (head.split(separator: " ").dropFirst().first ?? "/").prefix { $0 != "?" }
    guard target.hasPrefix("http://") else { return target }
    let rest = target.dropFirst(7)
    return rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
  }

  private final class Log: Sendable {
    private let heads = Mutex<[String]>([])

    var all: [String] { heads.withLock { $0 } }
    func add(_ head: String) { heads.withLock { $0.append(head) } }
  }
}
