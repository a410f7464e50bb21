package import Foundation
package import NonmunKit

/// What `nonmun.yml` sets; every value has a default.
package struct Settings: Sendable {
  package var timeZone = TimeZone(identifier: "Asia/Seoul") ?? .gmt
  /// How hosts can reach the reader: goes into the User-Agent, as arXiv and others ask.
  package var contact = ""
  package var calendar = CourseCalendar()
  package var sections = ["데일리 트렌드", "개인 공부"]
  /// Other headings that mean one of ``sections``, by section.
  package var sectionAliases: [String: [String]] = [:]
  package var digestFormat = "jekyll"
  package var digestDirectory = "_posts"
  package var digestTitle = "{week} 일일 후기"
  /// Who writes, as a feed of the notes names them.
  package var digestAuthor: String?
  /// Where the posts are read: an address of the web.
  package var digestSite: String?

  /// Whether tags learn a ranking from what the reader noted, queued and dismissed.
  package var learns = true

  package init() {}

  /// Reads the text of `nonmun.yml`.
  ///
  /// - Parameter path: As errors shall name the file.
  package init(parsing text: String, path: String) throws(FileError) {
    self.init()
    guard let root = try StrictYAML.read(text, path: path) else { return }
    let fields = try root.mapping(
      of: ["timezone", "contact", "calendar", "sections", "section_aliases", "digest", "learn"])
    if let zone = fields["timezone"] {
      guard let known = TimeZone(identifier: try zone.text()) else {
        throw zone.error("no time zone is called “\(try zone.text())”: write it as Asia/Seoul")
      }
      timeZone = known
    }
    if let contact = fields["contact"] {
      self.contact = try contact.text()
      guard self.contact.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
        throw contact.error("a contact is one line without control characters")
      }
    }
    if let calendar = fields["calendar"] { self.calendar = try CourseCalendar(reading: calendar) }
    if let sections = fields["sections"] {
      self.sections = try sections.texts()
      guard !self.sections.isEmpty else { throw sections.error("name at least one section") }
      if let twice = self.sections.firstRepeated { throw sections.error("`\(twice)` stands twice") }
    }
    if let aliases = fields["section_aliases"] {
      for (key, names) in try aliases.entries() {
        let section = try key.text()
        guard self.sections.contains(section) else {
          throw key.error("`\(section)` is not one of the sections")
        }
        sectionAliases[section] = try names.texts()
      }
    }
    if let digest = fields["digest"] { try readDigest(digest) }
    if let learn = fields["learn"] {
      switch try learn.text() {
      case "true", "on", "yes": learns = true
      case "false", "off", "no": learns = false
      default: throw learn.error("`learn` is true or false")
      }
    }
  }

  private mutating func readDigest(_ digest: StrictYAML) throws(FileError) {
    let fields = try digest.mapping(of: ["format", "directory", "title", "author", "site"])
    if let format = fields["format"] {
      digestFormat = try format.text()
      let known = DigestFormat.allCases.map(\.rawValue)
      guard known.contains(digestFormat) else {
        throw format.error(
          "this version writes no “\(digestFormat)”: formats are \(known.joined(separator: ", "))")
      }
    }
    if let directory = fields["directory"] { digestDirectory = try directory.nonEmptyText() }
    if let title = fields["title"] { digestTitle = try title.nonEmptyText() }
    if let author = fields["author"] { digestAuthor = try author.nonEmptyText() }
    if let site = fields["site"] {
      let address = try site.nonEmptyText()
      guard case .url = ItemReference(address)?.id, address.contains("://") else {
        throw site.error("a site is an address such as https://name.github.io/")
      }
      digestSite = address
    }
  }
}

extension Array where Element: Hashable {
  /// The first element that stands here a second time.
  var firstRepeated: Element? {
    var known: Set<Element> = []
    return first { !known.insert($0).inserted }
  }
}
