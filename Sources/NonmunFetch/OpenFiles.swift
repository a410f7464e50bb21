#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many files and sockets the system lets this process open.
enum OpenFiles {
  /// How many transfers may be under way: each has a socket, and a moment a second one for the other
  /// version of IP.
  ///
  /// - Parameter most: As many as are wished for.
  static func transfers(atMost most: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return most }
    // What the system allows without asking anybody: macOS begins with 256.
    let wished = rlim_t(kept + 2 * most)
    if limit.rlim_cur < wished, limit.rlim_cur < limit.rlim_max {
      var wider = limit
      wider.rlim_cur = min(wished, limit.rlim_max)
      if setrlimit(resource, &wider) == 0 { limit = wider }
    }
    let free = Int(min(limit.rlim_cur, wished)) - kept
    return max(1, min(most, free / 2))
  }

  /// The library, the ledger, the terminal, and what libraries read for themselves.
  private static let kept = 32

  #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let resource = RLIMIT_NOFILE
  #endif
}
