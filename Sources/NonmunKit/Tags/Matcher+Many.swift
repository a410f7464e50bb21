import Foundation
import Synchronization

extension Matcher {
  /// The tags of many papers, in their order, found on all processors, without what spoke for them.
  package func matches(_ subjects: [Subject]) -> [[Match]] {
    let parts = max(1, min(ProcessInfo.processInfo.activeProcessorCount, subjects.count))
    let found = Mutex([[[Match]]](repeating: [], count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let range = subjects.count * part / parts..<subjects.count * (part + 1) / parts
      var pass = MatchPass(self)
      let matches = subjects[range].map { pass.matches($0, isExplained: false) }
      found.withLock { $0[part] = matches }
    }
    return found.withLock { Array($0.joined()) }
  }
}
