import Foundation
import NonmunKit
import NonmunParse
import NonmunStore
import NonmunWorkspace

/// One file on its way into the library.
struct PaperImport {
  let file: String
  let library: Library
  let matcher: Matcher
  let desk: Desk
  private let path: String
  private let mark: FileMark
  private var new = 0
  private var updated = 0
  private var seen = 0
  private var unnamed = 0
  /// Whether something is wrong with it, and not one paper could be read.
  private(set) var isEmpty = false
  private var batch = ParsedFeed(format: .arxivMetadata)

  /// How many papers are kept together: few enough to lose little, enough to sync rarely.
  private static let batchSize = 2000

  init(_ file: String, library: Library, matcher: Matcher, desk: Desk) throws {
    self.file = file
    self.library = library
    self.matcher = matcher
    self.desk = desk
    path = URL(filePath: file).standardizedFileURL.path(percentEncoded: false)
    guard let mark = FileMark(path: path) else {
      throw FeedBody.Unusable(place: file, reason: "there is no such file")
    }
    self.mark = mark
  }

  mutating func run() throws {
    let done = try library.importedEntries(of: path, mark: mark.text)
    guard done < Int.max else {
      Standard.output("\(file.forTerminal)  imported before, and unchanged")
      return
    }
    var failure: (any Error)?
    let feed: ParsedFeed
    do throws(FeedError) {
      feed = try FeedReader(.file(path)).read(after: done) { item, place in
        do {
          try take(item, at: place)
        } catch {
          failure = error
        }
        return failure == nil
      }
    } catch {
      throw FeedBody.Unusable(place: file, reason: error.description)
    }
    if let failure { throw failure }
    try keep(upTo: Int.max)
    Progress.end()
    var remarks = [feed.defect].compactMap(\.self)
    if unnamed > 0 { remarks.append("items left out, which name no address: \(unnamed)") }
    if !remarks.isEmpty { Standard.error("\(file): \(remarks.joined(separator: "; "))") }
    Standard.output("\(file.forTerminal)  \(new) new  \(updated) updated  \(seen) seen")
    isEmpty = feed.defect != nil && seen == 0 && done == 0
  }

  private mutating func take(_ item: FeedItem, at place: ReadingPlace) throws {
    batch.format = place.format
    batch.items.append(item)
    guard batch.items.count == Self.batchSize else { return }
    try keep(upTo: place.entries)
    Progress.show(file, place.bytes, of: Int(mark.size), "\(seen) papers")
  }

  private mutating func keep(upTo entries: Int) throws {
    if !batch.items.isEmpty {
      var harvest = FeedHarvest(feed: Feed(.url(path), name: "import"))
      harvest.lists = [(batch, nil)]
      let report = try library.save(
        harvest, matcher: matcher, at: desk.now, in: desk.settings.timeZone)
      new += report.new
      updated += report.updated
      seen += report.seen
      unnamed += report.unnamed
      batch.items.removeAll(keepingCapacity: true)
    }
    try library.setImportedEntries(entries, of: path, mark: mark.text)
  }
}
