import Foundation
import NonmunKit
import Testing

/// The page of the manual on rules says nothing that the parser and the matcher do not do.
@Suite struct RulesPageTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var rule: String
    var finds: String
    var doesNot: String

    var testDescription: String { rule }
  }

  private static let page = URL(filePath: #filePath)
    .appending(path: "../../../Sources/nonmun/Nonmun.docc/rules.md").standardized

  /// The rows of the page's table.
  static let examples: [Example] = {
    // A page that is not there fails `thePageHasExamples`.
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      let cells = row.dropFirst(2).dropLast(2).components(separatedBy: " | ")
      return Example(
        rule: String(cells[0].dropFirst().dropLast()), finds: cells[1], doesNot: cells[2])
    }
  }()

  @Test func thePageHasExamples() { #expect(Self.examples.count > 30) }

  @Test(arguments: examples)
  func everyExampleHolds(_ example: Example) throws {
    let tag = NonmunKit.Tag(name: "t", any: [try WrittenRule(example.rule)])
    let matcher = Matcher([tag])
    #expect(!matcher.matches(subject(example.finds)).isEmpty)
    #expect(matcher.matches(subject(example.doesNot)).isEmpty)
    // What a rule says of itself can be typed, and means the same.
    #expect(try Rule(parsing: tag.any[0].rule.description) == tag.any[0].rule)
  }

  private func subject(_ text: String) -> Matcher.Subject {
    func part(_ name: String) -> String? {
      text.hasPrefix(name + ": ") ? String(text.dropFirst(name.count + 2)) : nil
    }
    let (abstract, category) = (part("abstract"), part("category"))
    return Matcher.Subject(
      title: abstract ?? category == nil ? text : "", abstract: abstract ?? "", authors: [],
      categories: category.map { [$0] } ?? [], sources: [])
  }
}
