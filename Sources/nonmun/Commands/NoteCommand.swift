import ArgumentParser
import Foundation
import NonmunKit
import NonmunMarkdown
import NonmunStore
import NonmunWorkspace

struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Adds a note to a day page.",
    discussion: """
      Each [] in TEXT becomes the link to the next item, and what follows stays attached: \
      nonmun note 3 "[]는 …". A text without [] stands behind the link and a colon. Without TEXT \
      $VISUAL or $EDITOR opens; '-' reads standard input.
      """)

  @OptionGroup var workspace: WorkspaceOption

  @Argument(
    help: "Items, then the text: arXiv ids, DOIs, addresses, or numbers of the last list.")
  var itemsAndText: [String] = []

  @Option(help: "The day of the page: a date, yesterday, a weekday, 11일차. Without it: today.")
  var day: String?

  @Option(help: "The section of the page. Without it: the first that nonmun.yml names.")
  var section: String?

  @Option(help: "The text of the link; once for each item.")
  var linkText: [String] = []

  @Flag(help: "Opens the page at the note; without TEXT at the one that is there, if any.")
  var edit = false

  @Flag(help: "Takes the last note back, if its page has not changed since.")
  var undo = false

  func validate() throws {
    if undo, edit || !itemsAndText.isEmpty || day != nil || section != nil || !linkText.isEmpty {
      throw ValidationError("'--undo' stands alone.")
    }
    guard undo || edit || !itemsAndText.isEmpty else {
      throw ValidationError("Missing expected argument '<items-and-text> ...'")
    }
  }

  func run() throws {
    let desk = try Desk(workspace)
    if undo {
      let (file, isGone) = try LastNote.undo(in: desk.workspace)
      return Standard.output(
        "\(file): the last note is taken back" + (isGone ? ", and the page" : ""))
    }
    let library = desk.libraryIfAny()
    let (names, argument) = split()
    let references = try names.map { try ItemReference(argument: $0, library) }
    guard linkText.isEmpty || linkText.count == references.count else {
      throw UsageError(
        "\(linkText.count) --link-text for \(references.count) items: give one for each, or none")
    }
    let links = try references.enumerated().map { place, reference in
      try NoteLink(
        to: reference, library,
        text: linkText.isEmpty ? nil : linkText[place])
    }
    let writer = PageWriter(desk: desk, day: try day.map(desk.day) ?? desk.today)
    let editor = edit ? try Editor() : nil
    if let editor, argument == nil, let line = try writer.line(noting: references.map(\.id)) {
      return try editor.open(desk.workspace.path(writer.file), at: line)
    }
    guard !references.isEmpty else {
      throw UsageError("\(writer.file) holds no note to open")
    }
    let text = edit && argument == nil ? "" : try NoteInput(argument: argument, links: links).text
    let note = try NoteText(text, linking: links)
    let written = try writer.add(note, section: section)
    Standard.output(
      "\(written.file):\(written.line): \(note.lines.joined(separator: "\n").linesForTerminal)")
    QueueOffer(desk: desk, day: writer.day).show(for: references.map(\.id))
    try editor?.open(desk.workspace.path(written.file), at: written.line)
  }

  /// Items come first; the last argument is the text, unless it names an item too.
  private func split() -> ([String], text: String?) {
    guard itemsAndText.count > 1, let last = itemsAndText.last else { return (itemsAndText, nil) }
    let isItem =
      Int(last) != nil || (ItemReference(last) != nil && !last.contains(where: \.isWhitespace))
    return isItem ? (itemsAndText, nil) : (itemsAndText.dropLast(), last)
  }
}

/// Where the text of a note comes from.
private struct NoteInput {
  let text: String

  init(argument: String?, links: [NoteLink]) throws {
    switch argument {
    case "-": text = try Standard.input()
    case let argument?: text = argument
    case nil:
      let edited = try Editor().text(
        startingWith: links.map { "[\($0.text)]" }.joined(separator: " "))
      guard !edited.allSatisfy(\.isWhitespace) else {
        throw UsageError("the text is empty; nothing was written")
      }
      text = edited
    }
  }
}
