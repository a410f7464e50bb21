package import NonmunKit

/// `Feeds/tags.yml`: what to look for.
package struct TagsFile: Sendable {
  package var tags: [Tag]

  /// - Parameter path: As errors shall name the file.
  package init(parsing text: String, path: String) throws(FileError) {
    tags = []
    guard let root = try StrictYAML.read(text, path: path),
      let list = try root.mapping(of: ["tags"])["tags"]
    else { return }
    for entry in try list.sequence() {
      let tag = try Self.tag(entry)
      guard !tags.contains(where: { $0.name == tag.name }) else {
        throw entry.error("two tags are called `\(tag.name)`")
      }
      tags.append(tag)
    }
  }

  /// What each tag is called: its name, label and aliases. Rules are not read, and their errors
  /// not seen.
  package static func names(in text: String, path: String) throws(FileError) -> [[String]] {
    guard let list = try StrictYAML.read(text, path: path)?.mapping(of: ["tags"])["tags"] else {
      return []
    }
    return try list.sequence().map { entry throws(FileError) in
      let fields = try entry.mapping(of: keys)
      let (name, label) = (try fields["name"]?.text(), try fields["label"]?.text())
      return [name, label].compactMap(\.self) + (try fields["aliases"]?.texts() ?? [])
    }
  }

  /// Every key of a tag.
  package static let keys = [
    "name", "label", "aliases", "any", "not", "require", "ignore", "penalty", "threshold", "title",
  ]
  /// Every key of a rule that is more than its text.
  package static let ruleKeys = ["rule", "weight", "with"]

  private static func tag(_ entry: StrictYAML) throws(FileError) -> Tag {
    let fields = try entry.mapping(of: keys)
    guard let name = fields["name"] else { throw entry.error("this tag has no `name`") }
    guard let any = fields["any"] else {
      throw entry.error("the tag `\(try name.text())` has no rules: list them under `any`")
    }
    var tag = Tag(
      name: try name.nonEmptyText(), label: try fields["label"]?.nonEmptyText(),
      aliases: try fields["aliases"]?.texts() ?? [],
      any: try rules(any, keys: ruleKeys),
      not: try fields["not"].map { list throws(FileError) in try rules(list, keys: []) } ?? [],
      require: try fields["require"].map { list throws(FileError) in
        try rules(list, keys: [])
      } ?? [],
      ignore: try fields["ignore"].map(phrases) ?? [])
    if let penalty = fields["penalty"] {
      tag.penalty = try rules(penalty, keys: ["rule", "weight"])
    }
    if let threshold = fields["threshold"] { tag.threshold = try threshold.number() }
    if let title = fields["title"] { tag.titleWeight = try title.number() }
    guard tag.name.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != 0x7F }) else {
      throw name.error("the name of a tag has no spaces and no commas; its `label` may")
    }
    guard !tag.any.isEmpty else { throw any.error("list at least one rule") }
    return tag
  }

  /// - Parameter keys: What a rule may say beside its text; none where it is only text.
  private static func rules(_ list: StrictYAML, keys: [String]) throws(FileError) -> [WrittenRule] {
    var rules: [WrittenRule] = []
    for item in try list.sequence() {
      rules.append(try item.isMapping && !keys.isEmpty ? weighed(item, keys) : rule(item))
    }
    return rules
  }

  private static func weighed(
    _ item: StrictYAML, _ keys: [String]
  ) throws(FileError) -> WrittenRule {
    let fields = try item.mapping(of: keys)
    guard let text = fields["rule"] else { throw item.error("this entry has no `rule`") }
    var rule = try rule(text)
    if let weight = fields["weight"] { rule.weight = try weight.number() }
    if let context = fields["with"] { rule.context = try Self.rule(context).rule }
    return rule
  }

  private static func rule(_ item: StrictYAML) throws(FileError) -> WrittenRule {
    let text = try item.text()
    do throws(RuleError) {
      return try WrittenRule(text)
    } catch {
      throw item.error(error.reason, atOffset: error.column - 1)
    }
  }

  private static func phrases(_ list: StrictYAML) throws(FileError) -> [String] {
    var phrases: [String] = []
    for item in try list.sequence() {
      let phrase = try item.nonEmptyText()
      guard !TokenText(phrase).words.isEmpty else {
        throw item.error("“\(phrase)” holds no letter or digit to look for")
      }
      // What cannot be read as a rule is a phrase all the same: `diffusion (MRI`.
      if let rule = try? Rule(parsing: phrase), !rule.isWords {
        throw item.error(
          "`ignore` lists phrases; fields, operators and /patterns/ are for rules, such as those "
            + "of `not`")
      }
      phrases.append(phrase)
    }
    return phrases
  }
}
