import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An HTTP/1.1 server on 127.0.0.1 that answers as a test tells it, and remembers who asked what.
package final class LoopbackServer: Sendable {
  package struct Request: Sendable {
    package var path: String
    /// The request line and the fields, as received.
    package var head: String
    /// Of a form.
    package var body = ""
    package var time: ContinuousClock.Instant
  }

  package struct Reply: Sendable {
    package var status: Int
    package var headers: [String]
    package var body: [UInt8]
    /// Before the first byte.
    package var delay: Duration
    /// Overrides the length that is announced.
    package var announcedLength: Int?

    /// The connection is closed without a word.
    package static let none = Reply(status: 0)

    package init(
      _ body: String = "", status: Int = 200, headers: [String] = [], delay: Duration = .zero,
      announcedLength: Int? = nil
    ) {
      self.init(
        bytes: Array(body.utf8), status: status, headers: headers, delay: delay,
        announcedLength: announcedLength)
    }

    package init(
      bytes: [UInt8], status: Int = 200, headers: [String] = [], delay: Duration = .zero,
      announcedLength: Int? = nil
    ) {
      self.status = status
      self.headers = headers
      body = bytes
      self.delay = delay
      self.announcedLength = announcedLength
    }
  }

  package let port: UInt16
  private let socketNumber: Int32
  private let seen = Mutex<[Request]>([])
  private let answer: @Sendable (Request) -> Reply

  package init(_ answer: @escaping @Sendable (Request) -> Reply) throws {
    self.answer = answer
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    socketNumber = socket(AF_INET, kind, 0)
    var yes: Int32 = 1
    setsockopt(socketNumber, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let number = socketNumber
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(number, pointer, length) == 0 && listen(number, 256) == 0
          && getsockname(number, pointer, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    Thread { [weak self] in
      while true {
        let connection = accept(number, nil, nil)
        guard connection >= 0 else { return }
        guard let self else {
          close(connection)
          return
        }
        Thread { self.serve(connection) }.start()
      }
    }.start()
  }

  deinit {
    shutdown(socketNumber, Int32(2))
    close(socketNumber)
  }

  package var requests: [Request] { seen.withLock { $0 } }

  package func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    while let head = Self.readHead(connection) {
      let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? "/"
      var request = Request(path: path, head: head, time: .now)
      let length = head.components(separatedBy: "Content-Length: ").dropFirst().first
      if let count = length.flatMap({ Int($0.prefix(while: \.isNumber)) }) {
        guard let body = Self.read(count, connection) else { return }
        request.body = body
      }
      seen.withLock { $0.append(request) }
      let reply = answer(request)
      if reply.delay > .zero { Thread.sleep(forTimeInterval: reply.delay / .seconds(1)) }
      guard reply.status > 0 else { return }
      var lines = ["HTTP/1.1 \(reply.status) Reason"] + reply.headers
      if reply.status != 304 {
        lines.append("Content-Length: \(reply.announcedLength ?? reply.body.count)")
      }
      let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + reply.body
      guard Self.write(bytes, to: connection), reply.announcedLength == nil else { return }
    }
  }

  private static func readHead(_ connection: Int32) -> String? {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while head.suffix(4) != [13, 10, 13, 10] {
      guard recv(connection, &byte, 1, 0) == 1, head.count < 100_000 else { return nil }
      head.append(byte)
    }
    return String(decoding: head, as: UTF8.self)
  }

  private static func read(_ count: Int, _ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < count {
      let more = recv(connection, &buffer, buffer.count, 0)
      guard more > 0 else { return nil }
      bytes += buffer[..<more]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      #if canImport(Glibc)
        let flags = Int32(MSG_NOSIGNAL)
      #else
        let flags: Int32 = 0
      #endif
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, flags) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension ContinuousClock.Instant {
  fileprivate static var now: Self { ContinuousClock.now }
}
