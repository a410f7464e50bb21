package import Foundation
import Synchronization

/// An HTTPS server that plays one ``StreamFault`` on every connection of HTTP/2, and answers with
/// feeds over HTTP/1.1.
///
/// The TLS of each connection is that of an `openssl s_server` of its own, which hands over what it
/// hears and is told: without a library, TLS is to be had from no other tool that every machine has.
package final class StreamServer: Sendable {
  private let listener: Listener
  private let heads: Heads

  /// - Parameter folder: Holds keys and certificates; `authority.pem` is to be trusted.
  package init(_ fault: StreamFault, in folder: URL) throws {
    try SecureServer.prepare(.valid, in: folder)
    let heads = Heads()
    self.heads = heads
    listener = try Listener { client in
      guard let plain = Self.undo(client, in: folder) else { return }
      StreamPlay(connection: plain, fault: fault).play { heads.add($0) }
      plain.end()
    }
  }

  package func address(_ path: String) -> String { "https://127.0.0.1:\(listener.port)/\(path)" }

  /// The heads of requests that came over HTTP/1.1.
  package var requests: [String] { heads.all }

  /// What a client says and hears, without TLS; `nil` when there is no way to it.
  private static func undo(
    _ client: Connection, in folder: URL, tries: Int = 5
  ) -> Connection? {
    // In place of `try`, as below: a thread has nobody to throw to.
    guard tries > 0, let (end, plain) = try? Connection.pair() else { return nil }
    let handle = FileHandle(fileDescriptor: end, closeOnDealloc: true)
    // Below the numbers that systems give to who asks for any.
    let port = UInt16.random(in: 20_000..<30_000)
    let process = Process()
    process.executableURL = URL(filePath: SecureServer.tool ?? "openssl")
    process.arguments = [
      "s_server", "-quiet", "-naccept", "1", "-accept", "127.0.0.1:\(port)", "-alpn",
      "h2,http/1.1", "-cert", "valid.pem", "-key", "key.pem",
    ]
    process.currentDirectoryURL = folder
    (process.standardInput, process.standardOutput) = (handle, handle)
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    // Ours of the two: what is left open here keeps the connection open.
    try? handle.close()
    while process.isRunning {
      if let secure = Connection(to: port) {
        relay(client, secure, process.processIdentifier)
        return plain
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
    // The port was somebody's: with the next one.
    return undo(client, in: folder, tries: tries - 1)
  }

  private static func relay(_ client: Connection, _ secure: Connection, _ process: pid_t) {
    Thread {
      while let bytes = client.receive(), secure.send(bytes) {}
      secure.end()
    }.start()
    Thread {
      while let bytes = secure.receive(), client.send(bytes) {}
      client.end()
      // It may wait for its standard input for ever.
      kill(process, SIGKILL)
    }.start()
  }

  private final class Heads: Sendable {
    private let heads = Mutex<[String]>([])

    var all: [String] { heads.withLock { $0 } }
    func add(_ head: String) { heads.withLock { $0.append(head) } }
  }
}
