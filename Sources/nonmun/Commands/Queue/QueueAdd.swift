import ArgumentParser
import NonmunKit
import NonmunStore

struct QueueAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Puts papers, pages and chores at the end of the list.")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var week: QueueWeekOption

  @Argument(help: "Items in any form, numbers of the last list, or text of one line.")
  var entries: [String]

  @Option(help: "The group of the list; made where there is none.")
  var under: String?

  @Option(help: "The text of the link; once for each item.")
  var linkText: [String] = []

  func run() throws {
    let desk = try Desk(workspace)
    let library = desk.libraryIfAny()
    let writer = try week.writer(desk)
    let references = try entries.map { try Self.reference($0, library) }
    let count = references.count { $0 != nil }
    guard linkText.isEmpty || linkText.count == count else {
      throw UsageError(
        "\(linkText.count) --link-text for \(count) items: give one for each, or none")
    }
    var texts = linkText[...]
    for (entry, reference) in zip(entries, references) {
      let text =
        try reference.map {
          try NoteLink(to: $0, library, text: texts.popFirst()).markdown
        } ?? entry.whiteSpaceFolded
      try add(text, reference?.id, to: writer)
    }
  }

  private func add(_ text: String, _ item: ItemID?, to writer: QueueWriter) throws {
    var isThere = false
    try writer.edit(adding: 1) { list in
      guard item != nil || under != nil || !list.isOfLines else {
        throw UsageError(
          "\(writer.file): its reading list is lines that begin with a link, and a line without one "
            + "is no entry: put “\(text)” in with an editor, or --under a group")
      }
      isThere = list.entries.contains { entry in
        item.map(entry.items.contains) ?? (entry.words == text)
      }
      return isThere ? [] : list.adding(text, under: under?.whiteSpaceFolded)
    }
    Standard.output(
      "\(writer.file): \(text.linesForTerminal)" + (isThere ? ": stands there already" : ""))
  }

  /// `nil` for a chore.
  private static func reference(_ argument: String, _ library: Library?) throws -> ItemReference? {
    guard !argument.allSatisfy(\.isWhitespace), !argument.contains(where: \.isNewline) else {
      throw UsageError("an entry is text of one line")
    }
    if Int(argument) != nil { return try ItemReference(argument: argument, library) }
    return argument.contains(where: \.isWhitespace) ? nil : ItemReference(argument)
  }
}
