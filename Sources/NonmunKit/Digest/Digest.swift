import Foundation

/// A week of the diary, ready to be written out.
package struct Digest: Sendable {
  /// The head's bytes; `nil` where the week has none.
  package var head: [UInt8]?
  /// The day pages' bytes, in date order; of several weeks the heads of the later ones among them.
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
  package var markdown: [UInt8] { diary + suffix }

  /// The same as a Jekyll post. Front matter that the head has is the reader's, and is left alone.
  package var jekyll: [UInt8] { jekyllPrefix + diary + suffix }

  /// The front matter of a week whose head has none.
  package var jekyllPrefix: [UInt8] {
    guard FrontMatter(diary) == nil else { return [] }
    return Array(
      """
      ---
      layout: post
      title: \(title.forYAML)
      date: \(day) 00:00:00 \(zone)
      ---


      """.utf8)
  }

  /// What was asked for below the diary.
  package var suffix: [UInt8] {
    guard !additions.isEmpty else { return [] }
    let end = (pages.last?.bytes ?? head ?? []).suffix(2)
    let gap = end.isEmpty || end == [0x0A, 0x0A] ? "" : end.last == 0x0A ? "\n" : "\n\n"
    return Array((gap + additions.joined(separator: "\n")).utf8)
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
}

extension String {
  /// Lower-case letters and digits of any script, other runs as one hyphen.
  fileprivate var slug: String {
    precomposedStringWithCanonicalMapping.lowercased()
      .split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}
