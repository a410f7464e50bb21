import Foundation

/// How a program ended.
struct Ending {
  /// Its exit status, or the number of the signal that killed it.
  var status: Int32
  var wasKilled: Bool
}

extension Process {
  /// Waits for the end, and may be asked again.
  ///
  /// The system is asked, and not Foundation: on Linux `waitUntilExit` waits for ever, once in a
  /// thousand killed programs, for one that is long a zombie.
  @discardableResult
  func waitForEnd() -> Ending {
    var facts = siginfo_t()
    while waitid(P_PID, id_t(processIdentifier), &facts, WEXITED | WNOWAIT) != 0 {
      guard errno != EINTR else { continue }
      // Foundation was faster, and has taken the status.
      while isRunning { usleep(1000) }
      return Ending(status: terminationStatus, wasKilled: terminationReason == .uncaughtSignal)
    }
    #if canImport(Darwin)
      let status = facts.si_status
    #else
      let status = facts._sifields._sigchld.si_status
    #endif
    return Ending(status: status, wasKilled: facts.si_code != CLD_EXITED)
  }
}
