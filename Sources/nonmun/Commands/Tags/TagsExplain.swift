import ArgumentParser
import NonmunKit
import NonmunStore

struct TagsExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a paper has its tags, and how near it came to the others.")

  @OptionGroup var workspace: WorkspaceOption

  @Argument(help: "An arXiv id, a DOI, an address in any form, or a number of the last list.")
  var item: String

  @Option(help: "Only this tag, by its name, label or alias.")
  var tag: String?

  func run() throws {
    let desk = try Desk(workspace)
    let tags = try Tags(desk.workspace)
    let named = try tag.map { try tags.named($0).name }
    let library = try desk.library(tags: tags)
    let id = try ItemReference(argument: item, library).id
    guard let subject = try library.subject(id) else {
      Standard.error("the library does not hold \(id)")
      throw ExitStatus.foundNothing
    }
    let matcher = tags.matcher
    Standard.output("\(subject.title.forTerminal) [\(id)]")
    for (number, tag) in tags.all.enumerated() where named == nil || tag.name == named {
      let explanation = matcher.explanation(subject, tag: number)
      Standard.output(lines: ExplanationLines(explanation, of: tag).lines)
    }
  }
}

/// Why a paper has a tag or not, as text.
struct ExplanationLines {
  private(set) var lines: [String]

  init(_ explanation: TagExplanation, of tag: Tag) {
    let findings = explanation.findings
    let verdict = findings.isMatch ? "yes" : "no"
    lines = [
      "",
      "\(tag.name) (\(tag.label)): \(verdict), \(findings.score.twoPlaces) points of "
        + "\(tag.threshold.twoPlaces)",
    ]
    for (rule, words, points) in explanation.spoken {
      add(points == 0 ? "no context" : "+\(points.twoPlaces)", rule.text)
      add("", Self.text(words))
      if points == 0, let context = rule.context { add("", "counts only with: \(context)") }
    }
    for place in findings.penalties {
      add("−\(tag.penalty[place].weight.twoPlaces)", tag.penalty[place].text)
    }
    for (rule, words) in explanation.rejecting {
      add("rejected", rule.text)
      add("", Self.text(words))
    }
    for place in findings.missing { add("required", tag.require[place].text) }
    if !explanation.ignored.isEmpty { add("ignored", Self.text(explanation.ignored)) }
    for acronym in findings.foreignAcronyms {
      add("ignored", "\(acronym), which is spelt out as something else")
    }
    guard !findings.isMatch, let nearest = explanation.nearest else { return }
    add("nearest", nearest.rule.text)
    add("", "found: " + Self.text(nearest.found))
    add("", "not found: " + nearest.missing.map(\.description).joined(separator: ", "))
  }

  private mutating func add(_ head: String, _ text: String) {
    lines.append("  \(head.padded(to: 10))  \(text.forTerminal)")
  }

  /// `title “DPO”, abstract “DPO” 3×`: the same words of one field once.
  private static func text(_ words: [Match.Reason]) -> String {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for word in words {
      let name = "\(word.field) “\(word.text)”"
      if counts[name] == nil { order.append(name) }
      counts[name, default: 0] += 1
    }
    return order.map { name in
      counts[name].map { $0 > 1 ? "\(name) \($0)×" : name } ?? name
    }.joined(separator: ", ")
  }
}
