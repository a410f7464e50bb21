import Foundation
import Testing

/// The sessions of the manual, run as they stand there.
///
/// Each page begins in a copy of the project's workspace, with its week fetched and listed, on the
/// evening of 2024-08-23. A line `…` stands for any lines, `…` in a line for any text. What only a
/// live host could answer stands in a block of `text`, and is not run.
@Suite struct ManualSessionTests {
  struct Step: Sendable, CustomTestStringConvertible {
    var command: String
    var expected: [String]

    var testDescription: String { command }
  }

  struct Page: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [Step]

    var testDescription: String { name }
  }

  static let manual = Scratch.root.appending(path: "Sources/nonmun/Nonmun.docc")

  /// Pages about what servers do, and the first page, which only leads to the others.
  static let pagesWithoutSession: Set = ["Nonmun.md", "faults.md"]

  static func pages() throws -> [Page] {
    try FileManager.default.contentsOfDirectory(atPath: manual.path()).sorted()
      .filter { $0.hasSuffix(".md") && !pagesWithoutSession.contains($0) }
      .map { name in
        let text = try String(contentsOf: manual.appending(path: name), encoding: .utf8)
        return Page(name: name, steps: steps(in: text))
      }
  }

  private static func steps(in text: String) -> [Step] {
    var steps: [Step] = []
    var fence: Substring?
    // A block may show something else: a template, a file.
    var isSession = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        fence = fence == nil ? line.dropFirst(3) : nil
        isSession = false
      } else if fence == "", line.hasPrefix("$ ") {
        isSession = true
        steps.append(Step(command: String(line.dropFirst(2)), expected: []))
      } else if isSession {
        steps[steps.count - 1].expected.append(String(line))
      }
    }
    return steps
  }

  @Test(arguments: try pages())
  func aSessionIsAsItStandsThere(_ page: Page) throws {
    #expect(!page.steps.isEmpty, "a page of a command has a session")
    let scratch = try Scratch()
    try scratch.fetchWeek()
    try scratch.run("list")
    for step in page.steps {
      let lines = try scratch.session(step.command)
      #expect(
        Self.fits(lines[...], step.expected.withoutBlankEnd[...]),
        "\(page.name): $ \(step.command)\n\(lines.joined(separator: "\n"))")
    }
  }

  private static func fits(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    let rest = expected.dropFirst()
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains { fits(lines[$0...], rest) }
    }
    guard let line = lines.first, fits(line, first) else { return false }
    return fits(lines.dropFirst(), rest)
  }

  /// - Parameter expected: With `…` for any text.
  private static func fits(_ line: String, _ expected: String) -> Bool {
    var line = line[...]
    let parts = expected.split(separator: "…", omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() {
      if number == 0 {
        guard line.hasPrefix(part) else { return false }
        line = line.dropFirst(part.count)
      } else if number == parts.count - 1 {
        return line.hasSuffix(part)
      } else {
        guard let found = line.firstRange(of: part) else { return false }
        line = line[found.upperBound...]
      }
    }
    return line.isEmpty
  }
}

extension [String] {
  fileprivate var withoutBlankEnd: [String] {
    var lines = self
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }
}

extension Scratch {
  /// What a shell shows of a command, as lines, spaces at their ends aside.
  fileprivate func session(_ command: String) throws -> [String] {
    let process = process([])
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    process.environment?["PATH"] =
      "\(Self.program.deletingLastPathComponent().path()):\(path)"
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitForEnd()
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.withoutBlankEnd
  }
}
