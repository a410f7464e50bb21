import GRDB
package import NonmunKit

extension Library {
  /// How many papers feeds showed in each span of so many days, in all and of each tag; as
  /// ``papers(_:)`` finds them by day. A paper counts once in a span.
  ///
  /// - Parameter spanInDays: The first span begins with the first of `days`.
  package func paperCounts(
    _ days: ClosedRange<Day>, spanInDays: Int
  ) throws -> [PaperCount] {
    try writer.read { database in
      try Row.fetchAll(
        database,
        sql: """
          WITH shown AS MATERIALIZED (
            SELECT DISTINCT paper, (day - :first) / :length AS span FROM source
            WHERE day BETWEEN :first AND :last)
          SELECT NULL, span, COUNT(*) FROM shown GROUP BY span
          UNION ALL
          SELECT tag, span, COUNT(*) FROM shown JOIN match USING (paper) GROUP BY tag, span
          """,
        arguments: [
          "first": days.lowerBound.number, "last": days.upperBound.number, "length": spanInDays,
        ]
      ).map { PaperCount(tag: $0[0], span: $0[1], papers: $0[2]) }
    }
  }
}
