import NonmunKit
import NonmunMarkdown
import NonmunStore
import NonmunWorkspace

/// Some days of the diary with their notes, and what the library knows of the items in them.
struct NotedDays {
  struct Page {
    var day: Day
    var bytes: [UInt8]
    var outline: PageOutline
    /// To the items of its notes, as the reader wrote them; each item once.
    var links: [NoteLink]
  }

  let pages: [Page]
  /// In the order of the pages.
  let notes: [(note: Note, tags: [String])]
  /// Every noted item, in the order of the pages; one that no feed told of has the words of its link
  /// for a title. Empty where nobody asked for them.
  private(set) var items: [(paper: Paper, tags: [Match], isKnown: Bool)] = []
  /// The tags of the notes, in the order of `tags.yml`.
  let tags: [Tag]

  init(
    _ pages: [(day: Day, bytes: [UInt8])], _ days: ClosedRange<Day>, _ library: Library,
    tags: [Tag], withItems: Bool
  ) throws {
    self.pages = try pages.map { day, bytes in
      let outline = try PageBlocks(parsing: bytes).outline
      return Page(day: day, bytes: bytes, outline: outline, links: outline.itemLinks)
    }
    notes = try library.notes(days: days)
    let found = Set(notes.flatMap(\.tags))
    self.tags = tags.filter { found.contains($0.name) }
    guard withItems else { return }
    let words = Dictionary(
      self.pages.flatMap(\.links).compactMap { link in
        ItemReference(link.address).map { ($0.id, link.text) }
      }, uniquingKeysWith: { first, _ in first })
    let known = try library.papers(of: Array(Set(notes.flatMap(\.note.items))))
    var seen: Set<ItemID> = []
    for (note, _) in notes {
      for id in note.items where seen.insert(id).inserted {
        if let listed = known[id] {
          items.append((listed.paper, listed.tags, true))
        } else {
          let paper = Paper(id: id, title: words[id] ?? "", firstSeen: note.day.startInUTC)
          items.append((paper, [], false))
        }
      }
    }
  }

  /// Papers, and pages that a feed told of: of another link nothing is known that one could cite.
  var bibliography: Bibliography {
    Bibliography(
      items.filter { item in
        if case .url = item.paper.id { item.isKnown } else { true }
      }.map(\.paper))
  }

  /// Of the notes on a page.
  func tags(on day: Day) -> [Tag] {
    let file = Workspace.page(of: day)
    let found = Set(notes.filter { $0.note.file == file }.flatMap(\.tags))
    return tags.filter { found.contains($0.name) }
  }
}

extension PageOutline {
  fileprivate var itemLinks: [NoteLink] {
    var seen: Set<ItemID> = []
    return linkedBlocks.flatMap(\.links).filter(\.isWeb).compactMap { link in
      guard let id = ItemReference(link.address)?.id, seen.insert(id).inserted else { return nil }
      return NoteLink(written: link.text, address: link.address)
    }
  }
}
