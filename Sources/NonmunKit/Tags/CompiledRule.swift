/// A rule of a tag with its phrases as numbers of the matcher's table.
struct CompiledRule: Sendable {
  let node: RuleNode
  let context: RuleNode?
  /// Phrases of which one must be found for it to hold; `nil` where it may hold without.
  let triggers: PhraseSet?

  init(_ rule: WrittenRule, _ table: inout PhraseTable) {
    node = RuleNode(rule.rule, &table)
    context = rule.context.map { RuleNode($0, &table) }
    triggers = node.triggers.map { PhraseSet($0) }
  }
}

extension PaperWords {
  func holds(_ rule: CompiledRule) -> Bool { mayHold(rule.triggers) && holds(rule.node) }
}
