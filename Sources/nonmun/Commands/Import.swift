import ArgumentParser
import Foundation
import NonmunKit
import NonmunParse
import NonmunStore
import NonmunWorkspace

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Loads papers from files: pages of OAI-PMH and arXiv's bulk metadata.",
    discussion: """
      Any feed that was saved is read as well. A file of metadata is read line by line; broken \
      off, it goes on where it was.
      """)

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "Files.")
  var files: [String]

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    let library = try desk.library(tags: tags)
    var failed = 0
    for file in files {
      do {
        var imported = try ImportedFile(
          file, library: library, matcher: tags.matcher, desk: desk)
        try imported.run()
      } catch let error as FeedBody.Unusable {
        Standard.error("nonmun: \(error)")
        failed += 1
      }
    }
    if failed > 0 { throw ExitStatus.failed }
  }
}

/// One file on its way into the library.
private struct ImportedFile {
  let file: String
  let library: Library
  let matcher: Matcher
  let desk: Desk
  private let path: String
  private let mark: FileMark
  private var new = 0
  private var updated = 0
  private var seen = 0
  private var damaged = 0

  /// How many papers are kept together: few enough to lose little, enough to sync rarely.
  private static let batch = 2000
  private static let chunk = 1 << 20
  /// No paper is longer.
  private static let longestLine = 16 << 20

  init(_ file: String, library: Library, matcher: Matcher, desk: Desk) throws {
    self.file = file
    self.library = library
    self.matcher = matcher
    self.desk = desk
    path = URL(filePath: file).standardizedFileURL.path(percentEncoded: false)
    guard let mark = FileMark(path: path) else { throw UsageError("there is no file \(file)") }
    self.mark = mark
  }

  mutating func run() throws {
    let handle: FileHandle
    do {
      handle = try FileHandle(forReadingFrom: URL(filePath: path))
    } catch {
      throw FeedBody.Unusable(place: file, reason: (error as NSError).localizedDescription)
    }
    let first = try handle.read(upToCount: 1)
    try handle.seek(toOffset: 0)
    if first == Data("{".utf8) {
      let done = try library.importedBytes(of: path, mark: mark.text)
      guard done < mark.size else {
        Standard.output("\(file.forTerminal)  imported before, and unchanged")
        return
      }
      try runLines(handle, from: done)
    } else {
      try runWhole()
    }
    Standard.output(
      "\(file.forTerminal)  \(new) new  \(updated) updated  \(seen) seen"
        + (damaged > 0 ? "  \(damaged) lines that are no papers" : ""))
  }

  private mutating func runWhole() throws {
    let bytes = try FileBytes.read(path, shown: file) ?? []
    let feed: ParsedFeed
    do throws(FeedError) {
      feed = try ParsedFeed(parsing: bytes)
    } catch {
      throw FeedBody.Unusable(place: file, reason: error.description)
    }
    if let defect = feed.defect { Standard.error("\(file): \(defect)") }
    try keep(feed)
  }

  private mutating func runLines(_ handle: FileHandle, from start: Int) throws {
    var done = start
    try handle.seek(toOffset: UInt64(done))
    var rest = Data()
    var batch = ParsedFeed(format: .arxivMetadata)
    var isOver = false
    while !isOver {
      let chunk = try handle.read(upToCount: Self.chunk) ?? Data()
      isOver = chunk.isEmpty
      rest += chunk
      if isOver, !rest.isEmpty { rest.append(UInt8(ascii: "\n")) }
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        take(rest[rest.startIndex..<end], into: &batch)
        done += rest.distance(from: rest.startIndex, to: end) + 1
        rest = rest[(end + 1)...]
        if batch.items.count == Self.batch { try keep(&batch, upTo: done) }
      }
      rest = Data(rest)
      guard rest.count <= Self.longestLine else {
        throw FeedBody.Unusable(place: file, reason: "a line of more than 16 MiB")
      }
    }
    try keep(&batch, upTo: Int(mark.size))
    Progress.end()
  }

  private mutating func take(_ line: Data, into batch: inout ParsedFeed) {
    guard line.contains(where: { $0 > 0x20 }) else { return }
    do throws(FeedError) {
      batch.items.append(try ArxivMetadata.item(parsing: line))
    } catch {
      damaged += 1
    }
  }

  private mutating func keep(_ batch: inout ParsedFeed, upTo done: Int) throws {
    try keep(batch)
    batch.items.removeAll(keepingCapacity: true)
    try library.setImportedBytes(done, of: path, mark: mark.text)
    Progress.show(file, done, of: Int(mark.size), "\(seen) papers")
  }

  private mutating func keep(_ feed: ParsedFeed) throws {
    guard !feed.items.isEmpty else { return }
    var harvest = FeedHarvest(feed: Feed(.url(path), name: "import"))
    harvest.lists = [(feed, nil)]
    let report = try library.save(
      harvest, matcher: matcher, at: desk.now, in: desk.settings.timeZone)
    new += report.new
    updated += report.updated
    seen += report.seen
  }
}
