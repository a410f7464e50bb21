import Foundation
import Testing

/// Rules of the house that a test can keep.
@Suite struct HouseRulesTests {
  private static func swiftFiles(_ folder: String) -> [String] {
    let root = Scratch.root.appending(path: folder)
    let files = FileManager.default.enumerator(atPath: root.path())
    return (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".swift") }
      .map { "\(folder)/\($0)" }
  }

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: Scratch.root.appending(path: name), encoding: .utf8)
  }

  /// Who may import a foreign world; for C modules only the files that own its objects.
  @Test(arguments: [
    (
      "CCurl",
      [
        "Sources/NonmunFetch/CurlError.swift", "Sources/NonmunFetch/CurlHandle.swift",
        "Sources/NonmunFetch/HeaderList.swift", "Sources/NonmunFetch/MultiHandle.swift",
        "Sources/NonmunFetch/NetworkAddress.swift",
      ]
    ),
    (
      "CXML2",
      [
        "Sources/NonmunParse/XML/HTMLEntity.swift", "Sources/NonmunParse/HTML/HTMLDocument.swift",
        "Sources/NonmunParse/XML/LibXMLParser.swift", "Sources/NonmunParse/XML/TextDecoder.swift",
      ]
    ),
    ("CScan", ["Sources/NonmunKit/Tags/OpeningFilter.swift"]),
    ("CZlib", ["Sources/NonmunParse/Body/Gunzip.swift"]),
    ("CCMark", ["Sources/NonmunMarkdown/"]), ("GRDB", ["Sources/NonmunStore/"]),
    ("Yams", ["Sources/NonmunWorkspace/"]),
    ("Mustache", ["Sources/NonmunTemplate/"]), ("NonmunTemplate", ["Sources/nonmun/"]),
    ("ArgumentParser", ["Sources/nonmun/"]),
    ("NonmunStore", ["Sources/nonmun/"]), ("NonmunFetch", ["Sources/nonmun/"]),
    ("NonmunParse", ["Sources/nonmun/"]), ("NonmunMarkdown", ["Sources/nonmun/"]),
    ("NonmunWorkspace", ["Sources/nonmun/"]),
  ])
  func foreignWorldsHaveOneDoor(_ module: String, _ places: [String]) throws {
    var importers = 0
    for name in Self.swiftFiles("Sources") {
      let isImporting = try Self.text(name).split(separator: "\n").contains {
        $0 == "import \(module)" || $0 == "package import \(module)"
      }
      importers += isImporting ? 1 : 0
      let isAllowed = places.contains { name.hasPrefix($0) }
      #expect(!isImporting || isAllowed, "\(name) imports \(module)")
    }
    #expect(importers > 0)
  }

  @Test func filesAreShort() throws {
    for name in Self.swiftFiles("Sources") + Self.swiftFiles("Tests") {
      let lines = try Self.text(name).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= 400, "\(name) has \(lines) lines")
    }
  }

  /// Written so that this file does not hold them itself.
  @Test(arguments: [
    "try" + "!", "@un" + "checked", "nonisolated(" + "unsafe)", "pub" + "lic ", "TO" + "DO",
    "FIX" + "ME",
  ])
  func someWordsAreNotWritten(_ word: String) throws {
    for name in Self.swiftFiles("Sources") + Self.swiftFiles("Tests") {
      #expect(try !Self.text(name).contains(word), "\(name) has \(word)")
    }
  }

  /// The names that ArgumentParser makes of types cost a fifth of the start of every command.
  @Test func commandsSayTheirNames() throws {
    for name in Self.swiftFiles("Sources/nonmun") {
      let places = try Self.text(name).components(separatedBy: "CommandConfiguration(").dropFirst()
      for place in places {
        let first = place.drop { $0.isWhitespace }
        #expect(first.hasPrefix("commandName: \""), "a command in \(name) has no name of its own")
      }
    }
  }

  #if os(Linux)
    /// They bring forty others with them: see `Sources/CLate`.
    @Test func theProgramStartsWithoutTheLibrariesOfFetching() throws {
      let scratch = try Scratch([:])
      scratch.environment = ["LD_TRACE_LOADED_OBJECTS": "1"]
      let loaded = try scratch.run("--version").output
      #expect(loaded.contains("libsqlite3.so"))
      #expect(!loaded.contains("libcurl") && !loaded.contains("libxml2"), "\(loaded)")
    }
  #endif

  private static let commands = [
    "init", "fetch", "status", "list", "show", "search", "note", "notes", "queue", "dismiss",
    "lint", "digest", "feeds", "import", "export", "tags", "trends",
  ]

  @Test func theHelpNamesEveryCommand() throws {
    let help = try Scratch([:]).helpText()
    for command in Self.commands { #expect(help.contains("\n  \(command) ")) }
    // Every line of a subcommand says what it does.
    let lines = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.dropFirst()
    #expect(lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.count >= 8)
  }

  @Test(arguments: commands)
  func everyCommandHasAPageAndEveryOptionIsInTheManual(_ command: String) throws {
    let page = try Self.text("Sources/nonmun/Nonmun.docc/\(command).md")
    #expect(page.contains("$ nonmun \(command)"))
    let manual = try Self.text("Sources/nonmun/nonmun.1").replacing("\\-", with: "-")
    #expect(manual.contains(".SS nonmun \(command)"))
    for option in try Scratch([:]).options(of: command) {
      #expect(page.contains("`\(option)`"), "\(command).md does not speak of \(option)")
      #expect(manual.contains(option), "nonmun.1 does not speak of \(option)")
    }
  }
}

extension Scratch {
  func helpText() throws -> String { try run("--help").output }

  /// The long options that a command's help names, but for those of every command.
  func options(of command: String) throws -> Set<String> {
    let help = try run(command, "--help").output
    let words = help.split { !$0.isLetter && $0 != "-" }.filter {
      $0.hasPrefix("--") && $0.count > 3
    }
    return Set(words.map(String.init)).subtracting(["--help", "--version", "--workspace"])
  }
}
