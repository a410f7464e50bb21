/// The reader's day pages as a feed, for others to follow: Atom 1.0 (RFC 4287).
package struct NotesFeed: Sendable {
  /// A day page.
  package struct Entry: Sendable {
    package var day: Day
    /// `11일차`.
    package var heading: String
    /// The page.
    package var html: String
    /// The items it notes.
    package var links: [NoteLink]
    package var tags: [Tag]

    package init(day: Day, heading: String, html: String, links: [NoteLink], tags: [Tag]) {
      self.day = day
      self.heading = heading
      self.html = html
      self.links = links
      self.tags = tags
    }
  }

  package var title: String
  package var author: String
  /// Where the posts are read, if anywhere.
  package var site: String?
  /// A host or an address of mail that is the reader's: it makes ids theirs.
  package var authority: String
  /// `+0900`.
  package var zone: String
  /// The newest day that it may tell of.
  package var day: Day
  package var entries: [Entry]

  package init(
    title: String, author: String, site: String?, authority: String, zone: String, day: Day,
    entries: [Entry]
  ) {
    self.title = title
    self.author = author
    self.site = site
    self.authority = authority
    self.zone = zone
    self.day = day
    self.entries = entries
  }

  /// The newest page first.
  package var xml: String {
    let entries = entries.sorted { $0.day > $1.day }
    let base = site.map { " xml:base=\"\($0.iri)\"" } ?? ""
    var lines = [
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ko\"\(base)>",
      "  <id>\(id(of: "notes", since: "2024"))</id>",
      "  <title>\(title.escapedForMarkup)</title>",
    ]
    lines.append("  <updated>\(time(entries.first?.day ?? day))</updated>")
    lines.append("  <author><name>\(author.escapedForMarkup)</name></author>")
    if let site {
      lines.append(
        "  <link rel=\"alternate\" type=\"text/html\" href=\"\(site.iri)\"/>")
    }
    lines.append("  <generator>nonmun</generator>")
    return (lines + entries.flatMap(self.lines) + ["</feed>"]).joined(separator: "\n") + "\n"
  }

  private func lines(of entry: Entry) -> [String] {
    let id = id(of: "day", since: "\(entry.day)")
    let title =
      entry.heading.contains("\(entry.day)") ? entry.heading : "\(entry.day) \(entry.heading)"
    var lines = [
      "  <entry>", "    <id>\(id)</id>", "    <title>\(title.escapedForMarkup)</title>",
      "    <published>\(time(entry.day))</published>", "    <updated>\(time(entry.day))</updated>",
    ]
    // Without a page of its own, an entry says that it is all in its content.
    lines += entry.links.map { link in
      """
          <link rel="related" title="\(link.text.escapedForMarkup)" \
      href="\(link.address.iri)"/>
      """
    }
    lines += entry.tags.map { tag in
      """
          <category term="\(tag.name.escapedForMarkup)" label="\(tag.label.escapedForMarkup)"/>
      """
    }
    lines.append("    <content type=\"html\">\(entry.html.escapedForMarkup)</content>")
    return lines + ["  </entry>"]
  }

  /// Stays what it is as long as the reader keeps their name: the day of a page is in it, and
  /// nothing else that may change (RFC 4151).
  private func id(of kind: String, since date: String) -> String {
    "tag:\(authority.escapedForMarkup),\(date):nonmun/\(kind)"
  }

  /// The start of the day: when a page was last touched is not kept by git.
  private func time(_ day: Day) -> String {
    "\(day)T00:00:00\(zone.prefix(3)):\(zone.suffix(2))"
  }
}

extension String {
  /// An address as an attribute has it: what no address may hold is encoded, and so is a percent
  /// sign that encodes nothing (RFC 3987, section 2.2).
  fileprivate var iri: String {
    var text = ""
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let isStray =
        scalar == "%"
        && !(rest.count > 1 && rest.prefix(2).allSatisfy(\.properties.isASCIIHexDigit))
      if isStray || scalar.value <= 0x20 || scalar.value == 0x7F
        || "\"<>\\^`{|}".contains(Character(scalar))
      {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        text += "%" + (digits.count < 2 ? "0" : "") + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text.escapedForMarkup
  }
}
