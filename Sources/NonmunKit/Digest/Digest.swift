import Foundation

/// A week of the diary, ready to be written out.
package struct Digest: Sendable {
  /// The head's bytes; `nil` where the week has none.
  package var head: [UInt8]?
  /// The day pages' bytes, in date order.
  package var pages: [(day: Day, bytes: [UInt8])]
  /// For front matter that lacks them.
  package var title: String
  package var day: Day
  /// As front matter writes it: `+0900`.
  package var zone: String
  /// What is added below the diary, as Markdown; empty for nothing.
  package var additions: [String] = []

  package init(
    head: [UInt8]?, pages: [(day: Day, bytes: [UInt8])], title: String, day: Day, zone: String
  ) {
    self.head = head
    self.pages = pages
    self.title = title
    self.day = day
    self.zone = zone
  }

  /// Head and pages as they are: nothing between, nothing changed.
  package var diary: [UInt8] { pages.reduce(head ?? []) { $0 + $1.bytes } }

  /// The diary, and below it what was asked for.
  package var markdown: [UInt8] { withAdditions(diary) }

  /// The same as a Jekyll post: the head's front matter kept, with what it lacks added to it.
  package var jekyll: [UInt8] {
    let diary = diary
    guard let matter = FrontMatter(diary) else {
      return withAdditions(Array("---\n\(lines(missingIn: nil))---\n\n".utf8) + diary)
    }
    let newline = diary.prefix(matter.end).contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
    let lines = lines(missingIn: matter).replacing("\n", with: newline)
    return withAdditions(Array(diary[..<matter.end]) + Array(lines.utf8) + diary[matter.end...])
  }

  /// `2024-08-23-부캠-3주차-일일-후기.md`, by the front matter where it says so.
  ///
  /// Source: Jekyll, "Posts": `YEAR-MONTH-DAY-title.MARKUP`.
  package var jekyllFileName: String {
    let matter = head.flatMap(FrontMatter.init)
    let day = matter?["date"].flatMap { Day($0.prefix(10)) } ?? day
    let title = matter?["title"].flatMap { $0.isEmpty ? nil : $0 } ?? title
    let slug = (matter?["slug"] ?? title).slug
    return "\(day)-\(slug.isEmpty ? "diary" : slug).md"
  }

  private func lines(missingIn matter: FrontMatter?) -> String {
    var lines = ""
    if matter?["layout"] == nil { lines += "layout: post\n" }
    if matter?["title"] == nil { lines += "title: \(title.forYAML)\n" }
    if matter?["date"] == nil { lines += "date: \(day) 00:00:00 \(zone)\n" }
    return lines
  }

  private func withAdditions(_ post: [UInt8]) -> [UInt8] {
    guard !additions.isEmpty else { return post }
    let gap =
      post.isEmpty || post.suffix(2) == [0x0A, 0x0A]
      ? "" : post.last == UInt8(ascii: "\n") ? "\n" : "\n\n"
    return post + gap.utf8 + additions.joined(separator: "\n").utf8
  }
}

extension String {
  /// Lower-case letters and digits of any script, other runs as one hyphen.
  fileprivate var slug: String {
    precomposedStringWithCanonicalMapping.lowercased()
      .split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}
