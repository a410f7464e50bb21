import ArgumentParser
import NonmunKit
import NonmunStore

struct Queue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "The reading list at the head of the week: lists, adds, strikes out, carries over.",
    subcommands: [
      QueueList.self, QueueAdd.self, QueueDone.self, QueueReopen.self, QueueCarry.self,
    ],
    defaultSubcommand: QueueList.self)
}

/// Which week's list is meant.
struct QueueWeekOption: ParsableArguments {
  @Option(help: "2024-W34, 3주차, this or last. Without it: this.")
  var week: String?

  func writer(_ desk: Desk) throws -> QueueWriter {
    QueueWriter(desk: desk, week: try desk.week(named: week ?? "this"))
  }
}

extension ReadingList {
  /// The one entry that an argument means.
  func entry(_ argument: String, _ library: Library?, file: String) throws -> Entry {
    var (item, text): (ItemID?, String) = (nil, argument)
    if let number = Int(argument) {
      guard let listed = try library?.listed(number) else {
        throw UsageError("the last listing showed no number \(number)")
      }
      (item, text) = (listed, listed.chore ?? "")
    } else if !argument.contains(where: \.isWhitespace) {
      item = ItemReference(argument)?.id
    }
    let found = entries(meaning: item, text: text)
    guard let entry = found.first else {
      Standard.error("\(file): no entry of the list is “\(argument)”")
      throw ExitStatus.foundNothing
    }
    guard found.count == 1 || item != nil else {
      let lines = found.map { "line \($0.line): \($0.words)" }
      throw UsageError(
        "“\(argument)” may mean \(found.count) entries of \(file):\n\(lines.joined(separator: "\n"))"
      )
    }
    return entry
  }
}
