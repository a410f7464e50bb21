import NonmunKit

extension FeedItem {
  /// The Markdown of ``content``, safe to put into a page; `nil` where the plain text is all there is.
  ///
  /// Made when it is asked for: the cost is that of parsing the HTML again.
  package var markdown: String? { content.flatMap { HTMLMarkdown($0).text } }
}

/// Safe Markdown of an HTML fragment: nothing in it is HTML, and every link and image leads to
/// `http`, `https` or `mailto`.
///
/// Elements become blocks and runs in one walk over libxml2's tree, in time and memory that grow
/// with the fragment alone.
struct HTMLMarkdown {
  /// `nil` where nothing can be read.
  private(set) var text: String?

  private let bases: [String]
  private var blocks = MarkdownBlocks()
  private var line = MarkdownRuns()
  private var heading: Int?
  /// What stands in `pre`, as it stands there.
  private var code = ""
  /// How many elements of a kind are open.
  private var (strong, emphasised, coded, preformatted) = (0, 0, 0, 0)
  /// How many elements are open in one that nobody sees, itself included.
  private var hidden = 0
  /// The links that are open; `nil` for one that leads nowhere, or that was written already.
  private var links: [Int?] = []
  /// Of links, by their numbers.
  private var addresses: [Int: String] = [:]
  private var (linkCount, codeCount) = (0, 0)
  /// Bytes of text, addresses and margins.
  private var size = 0

  /// What comes behind these is left out, and the text ends with `…`. Of HTML more is read, since
  /// pictures stand in it as text.
  private static let mostHTMLInBytes = 4 << 20
  private static let mostTextInBytes = 1 << 20

  init(_ fragment: HTMLFragment) {
    // A longer one makes no address that is safe, and would be joined to each.
    bases = fragment.bases.filter { $0.utf8.count <= SafeAddress.longestInBytes }
    // One more than is read, which tells that there is more.
    let bytes = Array(fragment.html.utf8.prefix(Self.mostHTMLInBytes + 1))[...]
    let read = bytes.cut(to: Self.mostHTMLInBytes)
    let document = HTMLDocument(read.compactMap(\.withoutControl)[...], encoding: nil)
    document.walk { add($0) }
    endBlock()
    guard !blocks.text.isEmpty else { return }
    if read.count < bytes.count || document.isCutOff || isFull { blocks.add(["…"]) }
    text = blocks.text
  }

  private var isFull: Bool { size > Self.mostTextInBytes }

  private static let unseen: Set<String> = [
    "applet", "audio", "canvas", "embed", "iframe", "noembed", "noframes", "object", "script",
    "style", "svg", "template", "title", "video",
  ]

  private mutating func add(_ part: HTMLDocument.Part) {
    switch part {
    case .start(let name, _) where hidden > 0 || Self.unseen.contains(name): hidden += 1
    case .end where hidden > 0: hidden -= 1
    case .text where hidden > 0 || isFull: break
    case .start(let name, let attributes): start(name, attributes)
    case .end(let name): end(name)
    case .text(let text): add(text: text)
    }
  }
}

// What elements mean.
extension HTMLMarkdown {
  private static let blockNames: Set<String> = [
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "legend", "main",
    "nav", "optgroup", "option", "p", "section", "select", "summary", "table", "tbody", "tfoot",
    "thead",
  ]

  private mutating func start(_ name: String, _ attributes: [String: String]) {
    switch name {
    // Code is not emphasised by halves.
    case "b", "strong", "em", "i":
      if coded == 0 { emphasis(name, by: 1) }
    case "code", "kbd", "samp", "tt":
      coded += 1
      if coded == 1 { codeCount += 1 }
    case "a": links.append(attributes["href"].flatMap { link($0) })
    case "img": addImage(attributes)
    case "br": addBreak()
    case "td", "th":
      if !line.isEmpty, line.gap != .lineBreak { line.add(text: " · ", MarkdownRuns.Style()) }
    case "hr":
      endBlock()
      if preformatted == 0, !isFull { add(block: ["***"]) }
    case "pre":
      endBlock()
      preformatted += 1
    case "ul", "menu", "dir":
      endBlock()
      blocks.startList(from: nil)
    case "ol":
      endBlock()
      let start = attributes["start"].flatMap { Int($0) } ?? 1
      blocks.startList(from: (0...999_999).contains(start) ? start : 1)
    case "li":
      endBlock()
      blocks.startItem()
    case "blockquote":
      endBlock()
      blocks.startQuote()
    default:
      if let level = Self.level(ofHeading: name) {
        endBlock()
        heading = level
      } else if Self.blockNames.contains(name) {
        endBlock()
      }
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "b", "strong", "em", "i":
      if coded == 0 { emphasis(name, by: -1) }
    case "code", "kbd", "samp", "tt": coded -= 1
    case "a": links.removeLast()
    case "tr": line.separate(by: .lineBreak)
    case "pre":
      preformatted -= 1
      if preformatted == 0 { endCode() }
    case "ul", "menu", "dir", "ol":
      endBlock()
      blocks.endList()
    case "li", "blockquote":
      endBlock()
      blocks.end()
    default:
      if Self.level(ofHeading: name) != nil {
        endBlock()
        heading = nil
      } else if Self.blockNames.contains(name) {
        endBlock()
      }
    }
  }

  private mutating func emphasis(_ name: String, by change: Int) {
    if name == "b" || name == "strong" { strong += change } else { emphasised += change }
  }

  private static func level(ofHeading name: String) -> Int? {
    guard name.utf8.count == 2, name.first == "h", let level = name.last?.wholeNumberValue,
      (1...6).contains(level)
    else { return nil }
    return level
  }
}

// Text, and where it ends.
extension HTMLMarkdown {
  private var style: MarkdownRuns.Style {
    // A heading is strong by itself.
    let emphasis = strong > 0 ? (heading == nil ? "**" : nil) : emphasised > 0 ? "*" : nil
    return MarkdownRuns.Style(
      emphasis: emphasis, link: links.last ?? nil, code: coded > 0 ? codeCount : nil)
  }

  private mutating func add(text: String) {
    let isWhole = text.utf8.count <= Self.mostTextInBytes - size
    let text = isWhole ? text : text.cut(to: Self.mostTextInBytes - size)
    // Full from now on, also where the cut left room.
    size += isWhole ? text.utf8.count : Self.mostTextInBytes
    guard preformatted > 0 else { return line.add(text: text.withoutControls, style) }
    size += text.utf8.count { $0 == UInt8(ascii: "\n") } * blocks.margin
    code += text
  }

  private mutating func link(_ written: String) -> Int? {
    guard !isFull, let address = SafeAddress(written, from: bases) else { return nil }
    linkCount += 1
    addresses[linkCount] = address.text
    size += address.text.utf8.count
    return linkCount
  }

  private mutating func addImage(_ attributes: [String: String]) {
    guard preformatted == 0, !isFull,
      let address = attributes["src"].flatMap({ SafeAddress($0, from: bases) }), address.isWeb
    else { return }
    let alternative = attributes["alt"] ?? ""
    size += address.text.utf8.count + alternative.utf8.count
    var style = style
    style.code = nil
    line.add(image: address.text, alternative: alternative, style)
  }

  /// Two of them are what pages wrote before there were paragraphs.
  private mutating func addBreak() {
    if preformatted > 0 {
      code += "\n"
    } else if heading != nil {
      line.separate(by: .space)
    } else if line.gap == .lineBreak {
      endBlock()
    } else {
      line.separate(by: .lineBreak)
    }
  }

  private mutating func endBlock() {
    guard preformatted == 0 else {
      if let last = code.utf8.last, last != UInt8(ascii: "\n") { code += "\n" }
      return
    }
    guard !line.isEmpty else {
      line = MarkdownRuns()
      return
    }
    var lines = MarkdownLines(line, addresses: addresses, isHeading: heading != nil).lines
    if let heading { lines = ["\(String(repeating: "#", count: heading)) \(lines.headingText)"] }
    add(block: lines)
    // A link around several blocks is written for the first one: its address may be long.
    let written = Set(line.runs.compactMap(\.style.link))
    for link in written { addresses[link] = nil }
    links = links.map { $0.flatMap { written.contains($0) ? nil : $0 } }
    line = MarkdownRuns()
  }

  private mutating func endCode() {
    var lines = code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.withoutControls }
    code = ""
    func isBlank(_ line: String?) -> Bool { line?.allSatisfy(\.isWhitespace) ?? false }
    while isBlank(lines.last) { lines.removeLast() }
    let first = lines.firstIndex { !isBlank($0) } ?? lines.endIndex
    guard first < lines.endIndex else { return }
    let longest = lines.map { $0.longestRun(of: "`") }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    add(block: [fence] + lines[first...] + [fence])
  }

  private mutating func add(block lines: [String]) {
    size += lines.count * (blocks.margin + 1)
    blocks.add(lines)
  }
}

extension [String] {
  /// A heading has one line, and `#` at its end is no mark of it.
  fileprivate var headingText: String {
    let text = joined(separator: " ").whiteSpaceFolded
    return text.hasSuffix("#") && !text.hasSuffix("\\#") ? "\(text.dropLast())\\#" : text
  }
}
