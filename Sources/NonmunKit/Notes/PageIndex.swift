/// What one file of `Annotations/` holds for the library to find: rebuilt whenever it changes.
package struct PageIndex: Equatable, Sendable {
  /// From the workspace: `Annotations/2024-08-19.md`.
  package var file: String
  /// Tells this state of the file from every other.
  package var mark: String
  package var notes: [Note] = []
  /// The links of a week head's reading list, in order.
  package var queue: [QueueEntry] = []

  package init(file: String, mark: String) {
    self.file = file
    self.mark = mark
  }
}

/// A link of a reading list.
package struct QueueEntry: Equatable, Sendable {
  package var item: ItemID
  /// Struck out.
  package var isDone: Bool

  package init(item: ItemID, isDone: Bool) {
    self.item = item
    self.isDone = isDone
  }
}
