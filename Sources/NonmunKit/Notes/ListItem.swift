extension PageOutline {
  /// An item of a list, whatever list it stands in.
  package struct ListItem: Equatable, Sendable {
    /// With the lists inside it.
    package var place: Place
    /// Its first paragraph; empty behind the marker where it has none.
    package var text: Range<Int>
    /// That paragraph as it is read, white space folded, a check box included.
    package var words: String
    /// Its own links, not those of items inside it.
    package var links: [Link]
    /// Whether its text starts with what is struck out.
    package var isStruckThrough: Bool
    /// The index of the item that it stands in.
    package var parent: Int?
    /// Whether a list stands inside it.
    package var hasItems: Bool

    package init(
      place: Place, text: Range<Int>, words: String, links: [Link], isStruckThrough: Bool,
      parent: Int?, hasItems: Bool
    ) {
      self.place = place
      self.text = text
      self.words = words
      self.links = links
      self.isStruckThrough = isStruckThrough
      self.parent = parent
      self.hasItems = hasItems
    }
  }
}
