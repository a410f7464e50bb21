/// A paper that the reader does not want under a tag.
package struct Dismissal: Hashable, Sendable {
  package var item: ItemID
  /// The name of the tag; `nil` for every tag it has.
  package var tag: String?

  package init(item: ItemID, tag: String? = nil) {
    self.item = item
    self.tag = tag
  }
}
