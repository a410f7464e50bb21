extension Digest {
  /// A post of a Hugo site: the head's front matter kept, YAML or TOML, and what it lacks added.
  ///
  /// - Parameter tags: For front matter without tags.
  package func hugo(tags: [String]) -> [UInt8] {
    let post = markdown
    guard let (place, lines) = hugoLines(tags: tags) else { return hugoPrefix(tags: tags) + post }
    return post[..<place] + lines + post[place...]
  }

  /// What is added to front matter that the head has, and where; `nil` where it has none.
  package func hugoLines(tags: [String]) -> (place: Int, lines: [UInt8])? {
    let diary = diary
    // In TOML at its top: below a table they would be the table's.
    let found =
      FrontMatter(diary).map { ($0.end, lines(missingIn: $0, tags, ": ")) }
      ?? FrontMatter.toml(diary).map { ($0.start, lines(missingIn: $0, tags, " = ")) }
    return found.map { place, lines in
      let head = diary.prefix(place)
      let newline =
        (head.contains(.carriageReturn) ? "\r" : "")
        + (head.contains(.lineFeed) || !head.contains(.carriageReturn) ? "\n" : "")
      return (place, lines.flatMap { Array(($0 + newline).utf8) })
    }
  }

  /// The front matter of a week whose head has none.
  package func hugoPrefix(tags: [String]) -> [UInt8] {
    guard FrontMatter(diary) == nil, FrontMatter.toml(diary) == nil else { return [] }
    return Array("---\n".utf8) + lines(missingIn: nil, tags, ": ").flatMap { Array("\($0)\n".utf8) }
      + "---\n\n".utf8
  }

  /// The diary without front matter, which pages for people have no use for.
  package var body: [UInt8] { ([head ?? []] + pages.map(\.bytes)).flatMap(\.withoutFrontMatter) }

  /// What the reader calls the post, else what `nonmun.yml` makes of the week.
  package var shownTitle: String {
    let matter = head.flatMap { FrontMatter($0) ?? FrontMatter.toml($0) }
    return matter?["title"].flatMap { $0.isEmpty ? nil : $0 } ?? title
  }

  /// A double-quoted text reads the same in YAML and TOML, and so does a list of them.
  private func lines(
    missingIn matter: FrontMatter?, _ tags: [String], _ sign: String
  ) -> [String] {
    let list = "[" + tags.map(\.forYAML).joined(separator: ", ") + "]"
    let wanted = [
      ("title", title.forYAML), ("date", "\(day)T00:00:00\(zone.prefix(3)):\(zone.suffix(2))"),
      ("tags", list), ("draft", "false"),
    ]
    return wanted.filter { matter?[$0.0] == nil && $0.1 != "[]" }.map { $0.0 + sign + $0.1 }
  }
}

extension [UInt8] {
  /// What stands below the front matter of a week head; without a byte order mark.
  package var withoutFrontMatter: [UInt8] {
    let start = (FrontMatter(self) ?? FrontMatter.toml(self))?.bodyStart
    return Array(self[(start ?? byteOrderMark.count)...])
  }
}
