/// A rule that cannot be read.
package struct RuleError: Error, Equatable, CustomStringConvertible {
  /// 1-based, in Unicode scalars of the rule.
  package var column: Int
  package var reason: String

  package init(column: Int, reason: String) {
    self.column = column
    self.reason = reason
  }

  package var description: String { "column \(column): \(reason)" }
}
