import Foundation
import NonmunKit
import NonmunStore
import Testing

@Suite struct LibraryFileTests {
  private let folder = NSTemporaryDirectory() + "nonmun-library-\(UUID().uuidString)"

  /// All find no file, and all would make it.
  @Test func openedByManyAtOnceItIsMadeOnce() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for round in 1...20 {
      let path = "\(folder)/\(round)/library.sqlite"
      try await withThrowingTaskGroup(of: Library.self) { group in
        for _ in 1...8 { group.addTask { try Library(path: path) } }
        try await group.waitForAll()
      }
    }
  }

  @Test func aFileThatIsNoLibraryIsSetAside() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "\(folder)/library.sqlite"
    let page = Data("a page saved under the wrong name, long enough to be no empty file".utf8)
    for number in 1...2 {
      try page.write(to: URL(filePath: path))
      let library = try Library(path: path)
      #expect(library.setAside?.place == "\(path).damaged-\(number)")
      #expect(library.setAside?.description.contains("not a database") == true)
      #expect(try library.counts().papers == 0)
      #expect(try Data(contentsOf: URL(filePath: "\(path).damaged-\(number)")) == page)
    }
    #expect(try Library(path: path).setAside == nil)
  }

  /// All find it damaged; one sets it aside, and nobody the new one.
  @Test func aDamagedLibraryIsSetAsideOnce() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for round in 1...10 {
      let path = "\(folder)/\(round)/library.sqlite"
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(round)", withIntermediateDirectories: true)
      try Data(repeating: 7, count: 10_000).write(to: URL(filePath: path))
      try await withThrowingTaskGroup(of: Library.self) { group in
        for _ in 1...8 { group.addTask { try Library(path: path) } }
        try await group.waitForAll()
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(round)")
      #expect(names.filter { $0.contains("damaged") } == ["library.sqlite.damaged-1"])
    }
  }

  /// What is damaged inside shows only where all of it is read.
  @Test func damageInsideIsFoundWhereItIsLookedFor() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/library.sqlite"
    var harvest = FeedHarvest(feed: Feed(.arxiv("cs.CL")))
    let items = (10_000..<10_400).map { FeedItem(id: "2408.\($0)", title: "Words") }
    harvest.lists = [(ParsedFeed(format: .arxivRSS, items: items), nil)]
    _ = try Library(path: path).save(harvest, matcher: Matcher([]), at: .distantPast, in: .gmt)
    var bytes = try Data(contentsOf: URL(filePath: path))
    // The last pages hold papers; the schema stands before them.
    bytes.replaceSubrange((bytes.count - 40_960)..., with: Data(repeating: 7, count: 40_960))
    try bytes.write(to: URL(filePath: path))
    #expect(try Library(path: path).setAside == nil)
    let library = try Library(path: path, isChecked: true)
    #expect(library.setAside != nil)
    #expect(try library.counts().papers == 0)
  }

  /// A file of an earlier step takes the later ones, which index the papers it holds.
  @Test func thePapersOfAnEarlierLibraryAreIndexed() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/library.sqlite"
    var harvest = FeedHarvest(feed: Feed(.arxiv("cs.CL")))
    harvest.lists = [
      (
        ParsedFeed(format: .arxivRSS, items: [FeedItem(id: "2408.00001", title: "Words")]), nil
      )
    ]
    _ = try Library(path: path).save(harvest, matcher: Matcher([]), at: .distantPast, in: .gmt)
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes.replaceSubrange(60..<64, with: [0, 0, 0, 1])
    try bytes.write(to: URL(filePath: path))
    let library = try Library(path: path)
    try library.indexText()
    try library.checkTextIndex()
    #expect(try library.papers(answering: Rule(parsing: "words"), or: []).count == 1)
  }

  /// The step count of a file is kept, so that an older program leaves a newer file alone.
  @Test func aLibraryOfANewerProgramIsLeftAlone() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/library.sqlite"
    _ = try Library(path: path)
    var bytes = try Data(contentsOf: URL(filePath: path))
    // user_version: 4 bytes, big-endian, at 60 (sqlite.org, "Database File Format", 1.3).
    bytes.replaceSubrange(60..<64, with: [0, 0, 1, 0])
    try bytes.write(to: URL(filePath: path))
    let error = #expect(throws: LibraryError.self) { try Library(path: path) }
    #expect(error?.description.contains("newer") == true)
    #expect(try Data(contentsOf: URL(filePath: path))[60..<64] == bytes[60..<64])
  }
}
