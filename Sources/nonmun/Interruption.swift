import Foundation
import Synchronization

/// A signal that asks to end, noticed by who can end in good order.
enum Interruption {
  /// The number of the signal that came; 0 when none did.
  private static let received = Atomic<Int32>(0)

  /// Ctrl-C, `kill` and a closed terminal are noticed from now on; a second one ends the process
  /// at once.
  ///
  /// Writing to a TLS connection that its server closed is an error from now on, and no longer
  /// the end: libcurl leaves that to its caller ("CURLOPT_NOSIGNAL").
  static func listen() {
    received.store(0, ordering: .relaxed)
    // Whoever was started from a thread that blocks signals, as Dispatch's do, inherits that.
    var noticed = sigset_t()
    sigemptyset(&noticed)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      sigaddset(&noticed, number)
      let before = signal(number) { number in
        Interruption.received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
      // Who was started by nohup is to outlive its terminal.
      if number == SIGHUP, before.isIgnoring { signal(number, SIG_IGN) }
    }
    pthread_sigmask(SIG_UNBLOCK, &noticed, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether the terminal was closed: nothing can be written to it any more.
  static var isHungUp: Bool { received.load(ordering: .relaxed) == SIGHUP }

  static var hasCome: Bool { received.load(ordering: .relaxed) != 0 }

  /// The status that a shell gives a process that the signal ended; `nil` when none came.
  static var status: ExitStatus? {
    switch received.load(ordering: .relaxed) {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    case SIGHUP: .hungUp
    default: nil
    }
  }
}

extension Optional where Wrapped == @convention(c) (Int32) -> Void {
  /// `SIG_IGN` is no function but the number 1, as functions cannot be compared.
  fileprivate var isIgnoring: Bool {
    unsafeBitCast(self, to: Int.self) == unsafeBitCast(Self(SIG_IGN), to: Int.self)
  }
}
