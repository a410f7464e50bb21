import NonmunKit
import NonmunMarkdown
import NonmunStore

extension NoteLink {
  /// - Parameter text: As the reader typed it; without it the title up to its first colon.
  init(to reference: ItemReference, _ library: Library?, text: String?) throws {
    let paper = Self.paper(reference.id, in: library)
    let address =
      reference.address
      ?? (reference.version == nil ? paper?.linkAddress : nil)
      ?? reference.id.page(version: reference.version)
    if let text {
      self.init(written: text, address: address)
      guard try isOneLink else {
        throw UsageError(
          "--link-text “\(text)” would not read as one link: write \\[ and \\] for brackets")
      }
    } else {
      self.init(title: paper?.shortTitle ?? reference.id.shortName, address: address)
    }
  }
}

extension NoteLink {
  private static func paper(_ item: ItemID, in library: Library?) -> Paper? {
    do {
      return try library?.paper(item)?.paper
    } catch {
      Standard.error("nonmun: the library holds no readable title of \(item): \(error)")
      return nil
    }
  }

  /// Whether Markdown reads all of it as one link; that of a bare address would be another.
  private var isOneLink: Bool {
    get throws {
      let outline = try PageBlocks(parsing: Array(markdown.utf8)).outline
      let links = outline.linkedBlocks.flatMap(\.links)
      guard links.count == 1, !links[0].text.isEmpty else { return false }
      return links[0].text != links[0].address || text == links[0].text
    }
  }
}

extension ItemID {
  /// What a link is called whose title nobody knows.
  fileprivate var shortName: String {
    switch self {
    case .arxiv(let id): "arXiv:\(id)"
    case .doi(let doi): doi
    case .url(let address): address
    }
  }
}

extension Desk {
  /// Titles and numbers of the last list. What the reader writes does without them where it must:
  /// the library is a cache, and no reason to refuse a note.
  func libraryIfAny() -> Library? {
    do {
      return try openLibrary()
    } catch {
      Standard.error("nonmun: \(error)")
      return nil
    }
  }
}
