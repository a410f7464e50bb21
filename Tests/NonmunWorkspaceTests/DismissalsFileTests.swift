import NonmunKit
import Testing

@testable import NonmunWorkspace

@Suite struct DismissalsFileTests {
  private static let day = Day("2024-08-20") ?? Day(number: 0)

  private static func item(_ name: String) throws -> ItemID {
    try #require(ItemReference(name)?.id)
  }

  private static func file(_ text: String) throws -> DismissalsFile {
    try DismissalsFile(parsing: Array(text.utf8))
  }

  @Test func aLineIsAnItemAndATag() throws {
    let file = try Self.file(
      "# mine\n2406.07522\t*\n\nhttps://arxiv.org/abs/2405.14734v2\tdpo\tsoon")
    #expect(
      file.dismissals == [
        Dismissal(item: try Self.item("2406.07522")),
        Dismissal(item: try Self.item("2405.14734"), tag: "dpo"),
      ])
  }

  @Test(arguments: [
    ("2406.07522\n", 1, 1), ("# a\nno item\t*\n", 2, 1), ("2406.07522\t\t2024\n", 1, 12),
  ])
  func aSlipHasItsPlace(_ text: String, _ line: Int, _ column: Int) {
    let error = #expect(throws: FileError.self) { try Self.file(text) }
    #expect(error?.line == line && error?.column == column)
    #expect(error?.path == "Feeds/dismissed.tsv")
  }

  @Test func bytesThatAreNoTextAreAnError() {
    #expect(throws: FileError.self) {
      try DismissalsFile(parsing: Array("2406.07522\t*\n".utf8) + [0xFF, 0x0A])
    }
  }

  /// With and without an end of line, with the ends of lines of Windows, with what others wrote.
  @Test(arguments: [
    "", "# mine\n", "2406.07522\tdpo", "\n\n2406.07522\t*\t어제\r\n# 끝\r\n",
  ])
  func addingAndTakingBackLeavesTheBytes(_ text: String) throws {
    var file = try Self.file(text)
    #expect(file.bytes == Array(text.utf8))
    let dismissal = Dismissal(item: try Self.item("1706.03762"), tag: "dpo")
    let isNew = file.add(dismissal, on: Self.day)
    #expect(isNew)
    let added = String(decoding: file.bytes, as: UTF8.self)
    // By bytes: `\r\n` is one character of a string.
    let line = Array("\narxiv:1706.03762\tdpo\t2024-08-20\n".utf8)
    #expect(Array(file.bytes.suffix(line.count)) == line)
    #expect(added.utf8.starts(with: text.utf8))
    #expect(try DismissalsFile(parsing: file.bytes).dismissals == file.dismissals)
    let wasThere = file.remove(dismissal.item, tag: nil)
    #expect(wasThere)
    // What stays of an empty file is its heading, and of an open line its end.
    let left = String(decoding: file.bytes, as: UTF8.self)
    #expect(left.utf8.starts(with: text.utf8))
    #expect(left == text || left == text + "\n" || text.isEmpty)
  }

  @Test func whatIsDismissedFromAllTagsIsSoFromEach() throws {
    var file = try Self.file("2406.07522\t*\n")
    let item = try Self.item("2406.07522")
    let answers = [
      file.add(Dismissal(item: item, tag: "dpo"), on: Self.day),
      file.add(Dismissal(item: item), on: Self.day),
      file.remove(item, tag: "dpo"),
      file.remove(item, tag: nil),
    ]
    #expect(answers == [false, false, false, true])
    #expect(file.bytes.isEmpty)
  }
}
