import Foundation
import Synchronization

/// A signal that asks to end, noticed by who can end in good order.
enum Interruption {
  /// The number of the signal that came; 0 when none did.
  private static let received = Atomic<Int32>(0)

  /// Ctrl-C and `kill` are noticed from now on; a second one ends the process at once.
  ///
  /// Writing to a TLS connection that its server closed is an error from now on, and no longer
  /// the end: libcurl leaves that to its caller ("CURLOPT_NOSIGNAL").
  static func listen() {
    received.store(0, ordering: .relaxed)
    // Whoever was started from a thread that blocks signals, as Dispatch's do, inherits that.
    var noticed = sigset_t()
    sigemptyset(&noticed)
    for number in [SIGINT, SIGTERM] {
      sigaddset(&noticed, number)
      signal(number) { number in
        Interruption.received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &noticed, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  static var hasCome: Bool { received.load(ordering: .relaxed) != 0 }

  /// The status that a shell gives a process that the signal ended; `nil` when none came.
  static var status: ExitStatus? {
    switch received.load(ordering: .relaxed) {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }
}
