import Foundation
import NonmunKit

/// Addresses as feeds write them.
enum Link {
  /// - Parameter bases: What a relative address starts from, the outermost first.
  static func absolute(_ written: String, from bases: [String?]) -> String {
    guard !written.isEmpty, written[...].afterScheme == nil else { return written }
    var base: URL?
    for next in bases {
      guard let next, !next.isEmpty else { continue }
      base = URL(string: next, relativeTo: base)?.absoluteURL ?? base
    }
    return URL(string: written, relativeTo: base)?.absoluteString ?? written
  }
}
