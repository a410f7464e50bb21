import NonmunKit
import NonmunMarkdown

/// The note that the tests add, and the page of the day it belongs to.
enum SimPONote {
  static let trend = PageSection("데일리 트렌드")
  static let study = PageSection("개인 공부", aliases: ["개인 학습"])
  static let link = NoteLink(title: "SimPO", address: "https://huggingface.co/papers/2405.14734")
  static let markdown = "- [SimPO](https://huggingface.co/papers/2405.14734)는 좋다."

  static func text(_ text: String = "[]는 좋다.") throws -> NoteText {
    try NoteText(text, linking: [link])
  }

  static func place(
    in section: PageSection = trend, before: PieceEdge = .none, after: PieceEdge = .none
  ) -> NotePlace {
    NotePlace(
      dayHeading: "12일차", section: section, order: [trend, study], before: before, after: after)
  }

  /// Adds a note as a command does: parse, insert, parse again, check.
  static func added(
    to bytes: [UInt8]?, _ note: NoteText? = nil, at place: NotePlace = place()
  ) throws -> Insertion {
    let note = try note ?? text()
    let page = try bytes.map { DayPage(bytes: $0, outline: try PageBlocks(parsing: $0).outline) }
    let insertion = Insertion(of: note, into: page, at: place)
    let outline = try PageBlocks(parsing: insertion.result).outline
    try insertion.check(outline, of: note, into: page, at: place)
    return insertion
  }
}
