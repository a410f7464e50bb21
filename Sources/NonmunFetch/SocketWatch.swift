import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sockets of connections over TLS, and who ends them when libcurl cannot leave one of them.
///
/// libcurl 7.88 reads frames of HTTP/2 until there are none or one brings a body: a server that sends
/// without a pause what is no answer holds it inside one call, where no limit of time is looked at.
/// So a second thread looks once a second. A class, as libcurl keeps a pointer to it.
final class SocketWatch: Sendable {
  private struct State {
    var sockets: Set<Int32> = []
    /// When libcurl was entered; `nil` outside.
    var entered: ContinuousClock.Instant?
    var hasEnded = false
    var isWatched = false
  }

  private let state = Mutex(State())
  /// Two hundred hosts shake hands in a tenth of it.
  private let longest: Duration

  init(longest: Duration = .seconds(5)) { self.longest = longest }

  func add(_ socket: Int32) { state.withLock { _ = $0.sockets.insert(socket) } }

  /// Closes a socket, which from then on may be another's number.
  func close(_ socket: Int32) -> Int32 {
    state.withLock { state in
      state.sockets.remove(socket)
      return systemClose(socket)
    }
  }

  func enter() {
    let isFirst = state.withLock { state in
      state.entered = .now
      defer { state.isWatched = true }
      return !state.isWatched
    }
    if isFirst { look() }
  }

  /// - Returns: Whether connections were ended meanwhile.
  func leave() -> Bool {
    state.withLock { state in
      state.entered = nil
      defer { state.hasEnded = false }
      return state.hasEnded
    }
  }

  private func look() {
    state.withLock { state in
      guard let entered = state.entered, entered + longest < .now else { return }
      // Honest ones among them are asked again.
      for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
      state.hasEnded = true
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + 1) { [weak self] in self?.look() }
  }
}

private func systemClose(_ socket: Int32) -> Int32 { close(socket) }

extension ContinuousClock.Instant {
  fileprivate static var now: Self { ContinuousClock.now }
}
