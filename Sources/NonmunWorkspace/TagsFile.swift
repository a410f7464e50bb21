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

  private static func tag(_ entry: StrictYAML) throws(FileError) -> Tag {
    let fields = try entry.mapping(
      of: ["name", "label", "aliases", "any", "not", "require", "ignore"])
    guard let name = fields["name"] else { throw entry.error("this tag has no `name`") }
    guard let any = fields["any"] else {
      throw entry.error("the tag `\(try name.text())` has no rules: list them under `any`")
    }
    let tag = Tag(
      name: try name.nonEmptyText(), label: try fields["label"]?.nonEmptyText(),
      aliases: try fields["aliases"]?.texts() ?? [], any: try rules(any),
      not: try fields["not"].map(rules) ?? [], require: try fields["require"].map(rules) ?? [],
      ignore: try fields["ignore"].map(phrases) ?? [])
    guard tag.name.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != 0x7F }) else {
      throw name.error("the name of a tag has no spaces and no commas; its `label` may")
    }
    guard !tag.any.isEmpty else { throw any.error("list at least one rule") }
    return tag
  }

  private static func rules(_ list: StrictYAML) throws(FileError) -> [WrittenRule] {
    var rules: [WrittenRule] = []
    for item in try list.sequence() {
      let text = try item.text()
      do throws(RuleError) {
        rules.append(try WrittenRule(text))
      } catch {
        throw item.error(error.reason, offset: item.offsetOfText + error.column - 1)
      }
    }
    return rules
  }

  private static func phrases(_ list: StrictYAML) throws(FileError) -> [String] {
    var phrases: [String] = []
    for item in try list.sequence() {
      let phrase = try item.nonEmptyText()
      guard !TokenText(phrase).words.isEmpty else {
        throw item.error("“\(phrase)” holds no letter or digit to look for")
      }
      phrases.append(phrase)
    }
    return phrases
  }
}
