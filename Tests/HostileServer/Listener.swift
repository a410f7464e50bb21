import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A TCP socket on 127.0.0.1 that hands each connection to a thread of its own.
package final class Listener: Sendable {
  package let port: UInt16
  private let number: Int32

  package init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    let number = socket(AF_INET, streamKind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(number, pointer, length) == 0 && listen(number, 256) == 0
          && getsockname(number, pointer, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    self.number = number
    Thread {
      while true {
        let connection = accept(number, nil, nil)
        guard connection >= 0 else { return }
        Thread { serve(Connection(connection)) }.start()
      }
    }.start()
  }

  deinit {
    shutdown(number, Int32(2))
    close(number)
  }

  /// A port of this machine where nobody listens.
  package static func silentPort() throws -> UInt16 { try Listener { _ in }.port }
}

/// One connection to somebody who asks; closed when it goes.
package final class Connection: Sendable {
  private let number: Int32

  /// - Parameter number: Of a socket that is connected; closed with this.
  init(_ number: Int32) { self.number = number }

  /// Asks somebody who listens on this machine.
  convenience init?(to port: UInt16) {
    let number = socket(AF_INET, streamKind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        connect(number, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    self.init(number)
    guard isConnected else { return nil }
  }

  /// Two ends of one connection; the first one's number is for a process to be started.
  static func pair() throws -> (Int32, Connection) {
    var numbers: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, streamKind, 0, &numbers) == 0 else { throw POSIXError(.EMFILE) }
    _ = fcntl(numbers[1], F_SETFD, FD_CLOEXEC)
    return (numbers[0], Connection(numbers[1]))
  }

  /// What has come, after waiting for it; `nil` when nothing more will.
  func receive() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(number, &bytes, bytes.count, 0)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }

  /// Both sides hear that it is over, also who waits in ``receive()``.
  func end() { shutdown(number, Int32(2)) }

  deinit { close(number) }

  /// Request line and fields; `nil` when nothing more is asked.
  package func readHead() -> String? {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while head.suffix(4) != [13, 10, 13, 10] {
      guard recv(number, &byte, 1, 0) == 1, head.count < 100_000 else { return nil }
      head.append(byte)
    }
    return String(decoding: head, as: UTF8.self)
  }

  /// - Returns: Whether anybody still takes it.
  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Self.systemSend(number, $0.baseAddress, $0.count, noSignal)
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// The next thing the other side hears is that the connection was reset.
  package func reset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(number, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  #if canImport(Glibc)
    private static let systemSend = Glibc.send
  #else
    private static let systemSend = Darwin.send
  #endif
}

#if canImport(Glibc)
  private let streamKind = Int32(SOCK_STREAM.rawValue)
  private let noSignal = Int32(MSG_NOSIGNAL)
#else
  private let streamKind = SOCK_STREAM
  private let noSignal: Int32 = 0
#endif
