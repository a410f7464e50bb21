import Foundation
import NonmunKit
import NonmunParse
import Testing

/// Recorded payloads that stand beside the project, where they do.
enum RealFeeds {
  static let folder: URL = {
    let shared =
      ProcessInfo.processInfo.environment["NONMUN_SHARED"].map { URL(filePath: $0) }
      ?? URL(filePath: #filePath).appending(path: "../../../../shared").standardized
    return shared.appending(path: "real-feeds")
  }()

  static let areThere = FileManager.default.fileExists(atPath: folder.path())

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }
}

@Suite(.enabled(if: RealFeeds.areThere, "no recorded payloads beside the project: skipped"))
struct RealFeedsTests {
  @Test(arguments: [
    ("arxiv-api/2013-02-02_1301.7746_oldformat.xml", FeedFormat.arxivAPI, 1),
    ("arxiv-api/2018-02-05_all-Einstein_max10_oldformat.xml", .arxivAPI, 10),
    ("arxiv-api/2026-04-12_all-testing_start0_max100.xml", .arxivAPI, 100),
    ("arxiv-api/2026-04-12_all-testing_start10_max10.xml", .arxivAPI, 10),
    ("arxiv-api/2026-04-12_empty-id-0000.0000.xml", .arxivAPI, 0),
    ("arxiv-api/2026-04-12_id-1707.08567.xml", .arxivAPI, 1),
    ("arxiv-api/2026-04-12_oldid-astro-ph_0601001.xml", .arxivAPI, 1),
    ("arxiv-api/2026-04-30_cs.LG-cs.AI_max20.xml", .arxivAPI, 20),
    ("arxiv-api/2026-08-02_cs.AI-cs.LG-cs.CL_max25.xml", .arxivAPI, 25),
    ("arxiv-api-rewrapped/2020-03-24_stringology_articles.xml", .arxivAPI, 115),
    ("arxiv-rss/2026-04-27_rss2_cs.LG_3items.xml", .arxivRSS, 3),
    ("arxiv-rss/2026-04-27_rss2_cs.AI_3items.xml", .arxivRSS, 3),
    ("arxiv-rss/2025-08-20_atom_cs.AI_87entries_truncated.xml", .arxivAtom, 86),
    ("arxiv-rss-servercode/rss2-math-replacements-doi-jref.xml", .arxivRSS, 60),
    ("arxiv-rss-servercode/rss2-cs.CL-20260616-weekday.xml", .arxivRSS, 160),
    ("arxiv-rss-servercode/atom-cs.CL-20260616-weekday.xml", .arxivAtom, 160),
    ("arxiv-rss-servercode/rss2-cs.LG-20260620-saturday-empty.xml", .arxivRSS, 0),
    ("arxiv-rss-servercode/atom-cs.LG-20260620-saturday-empty.xml", .arxivAtom, 0),
  ])
  func arxiv(_ name: String, _ format: FeedFormat, _ count: Int) throws {
    let feed = try ParsedFeed(parsing: RealFeeds.bytes(name))
    #expect(feed.format == format)
    #expect(feed.items.count == count)
    #expect(feed.items.allSatisfy { ItemReference($0.id)?.id.isArxiv ?? false })
    #expect(feed.items.allSatisfy { !$0.title.isEmpty && !$0.authors.isEmpty })
    #expect(feed.items.allSatisfy { !$0.summary.isEmpty && $0.published != nil })
    #expect((feed.defect != nil) == name.contains("truncated"))
  }

  @Test(arguments: [
    "arxiv-api/2026-04-12_error400-id-abc.xml",
    "arxiv-rss-servercode/rss2-error-400-bad-subject-class.xml",
    "arxiv-rss-servercode/rss2-error-400-unsupported-version.xml",
  ])
  func anErrorIsNoPaper(_ name: String) {
    let error = #expect(throws: FeedError.self) {
      try ParsedFeed(parsing: RealFeeds.bytes(name))
    }
    guard case .told? = error else {
      Issue.record("\(error as Any)")
      return
    }
  }

  @Test(arguments: [
    ("2024-05-27", 13), ("2024-08-12", 10), ("2024-08-13", 10), ("2024-08-14", 15),
    ("2024-08-15", 8), ("2024-08-16", 12), ("2024-08-19", 7), ("2024-08-20", 11),
    ("2024-08-21", 15), ("2024-08-22", 10), ("2024-08-23", 19), ("2024-12-20", 0),
    ("2025-03-17", 12), ("2025-10-01", 37), ("2026-03-12", 19),
    ("2026-08-02_daily_papers_raw", 30), ("2026-08-19", 26),
  ])
  func huggingFace(_ name: String, _ count: Int) throws {
    let feed = try ParsedFeed(parsing: RealFeeds.bytes("hf-daily/\(name).json"))
    #expect(feed.format == .huggingFaceDaily)
    #expect(feed.items.count == count)
    #expect(feed.items.allSatisfy { !$0.title.contains("\n") && $0.upvotes != nil })
    #expect((feed.defect != nil) == (name == "2024-12-20"))
    let hasDays = name >= "2025-03-17" && name.count == 10
    #expect(!hasDays || feed.items.allSatisfy { $0.day?.description == name })
  }

  @Test func bothFormsOfAnAnnouncementSayTheSame() throws {
    let name = "arxiv-rss-servercode/%-cs.CL-20260616-weekday.xml"
    let rss = try ParsedFeed(parsing: RealFeeds.bytes(name.replacing("%", with: "rss2"))).items
    let atom = try ParsedFeed(parsing: RealFeeds.bytes(name.replacing("%", with: "atom"))).items
    #expect(rss.map(\.authors) == atom.map(\.authors))
    #expect(rss.map(\.summary) == atom.map(\.summary))
    #expect(rss.map(\.day) == atom.map(\.day))
    #expect(rss.map(\.announceType) == atom.map(\.announceType))
    #expect(rss.map(\.id) == atom.map(\.id))
  }

  /// The index beside the payloads says how many items each holds.
  @Test func everyFileHoldsWhatItsIndexSays() throws {
    let index = String(decoding: try RealFeeds.bytes("README.md"), as: UTF8.self)
    var folder = ""
    var counted = 0
    for line in index.split(separator: "\n") {
      if line.hasPrefix("## ") { folder = String(line.dropFirst(3)) }
      guard let row = line.firstMatch(of: /^\| (\S+) \| [^|]*, (\d+) \| ([A-Za-z-]+)/),
        let body = try? RealFeeds.bytes("\(folder)/\(row.1)"), folder != "opml",
        !Self.otherwise.contains(where: { row.1.contains($0) })
      else { continue }
      let feed = try ParsedFeed(parsing: body)
      #expect(feed.items.count == Int(row.2), "\(row.1)")
      #expect(feed.defect != nil || row.3 != "ILL-FORMED", "\(row.1)")
      counted += 1
    }
    #expect(counted > 100)
  }

  /// What is an error and no list, cut inside of its last entry, or not counted as we do.
  private static let otherwise = [
    "error", "Error", "truncated", "papers_page.html", "2024-12-20.json", "ScriptingNews.json",
    "compressed.xml",
  ]

  /// Every payload there is: an answer or an error, never a crash.
  @Test func nothingCrashes() throws {
    let files = FileManager.default.enumerator(
      at: RealFeeds.folder, includingPropertiesForKeys: nil)
    var read = 0
    while let file = files?.nextObject() as? URL {
      guard let body = FileManager.default.contents(atPath: file.path()), !file.hasDirectoryPath
      else { continue }
      let feed = try? ParsedFeed(parsing: Array(body))  // Most are not of the formats read here.
      read += feed == nil ? 0 : 1
    }
    #expect(read > 40)
  }
}
