import GRDB

/// What keeping some items did.
struct ItemCounts {
  var new = 0
  var updated = 0
  var seen = 0
  /// Not shown by this feed before, or not this replacement.
  var arrived = 0
  /// Left out, since they name no address.
  var unnamed = 0

  static func += (left: inout ItemCounts, right: ItemCounts) {
    left.new += right.new
    left.updated += right.updated
    left.seen += right.seen
    left.arrived += right.arrived
    left.unnamed += right.unnamed
  }
}

extension ItemCounts {
  init(_ row: Row) {
    self.init(
      new: row["new"], updated: row["updated"], seen: row["seen"], arrived: row["arrived"],
      unnamed: row["unnamed"])
  }
}
