/// What is wrong on one page by itself.
package struct PageLint {
  private let file: String
  private let prose: PageProse
  package private(set) var findings: [LintFinding] = []

  /// - Parameters:
  ///   - file: As findings shall name it.
  ///   - code: The blocks of code, by ``PageOutline/code``.
  package init(_ bytes: [UInt8], code: [Range<Int>], file: String) {
    self.file = file
    prose = PageProse(bytes, code: code)
    findAddresses()
    findMathematics()
    findLiquid()
    findings.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private mutating func add(_ code: LintCode, at offset: Int, _ what: String) {
    let (line, column) = prose.position(of: offset)
    findings.append(
      LintFinding(file: file, line: line, column: column, code: code, what: what))
  }
}

extension PageLint {
  private mutating func findAddresses() {
    var place = 0
    while let start = prose.find("http", from: place) {
      let range = start..<end(ofAddressAt: start)
      place = max(range.upperBound, start + 4)
      guard let address = WebAddress(prose.text(range)) else { continue }
      if isImage(at: start) {
        if address.isDeadImage { add(.deadImage, at: start, "an image at \(address.host)") }
      } else if address.isPrivateNotion {
        add(.privateLink, at: start, "a page at \(address.host)")
      }
      let tracking = address.trackingParameters
      if !tracking.isEmpty { add(.tracking, at: start, tracking.joined(separator: "&")) }
    }
  }

  /// Brackets that were opened before it close it; those it opened itself do not.
  private func end(ofAddressAt start: Int) -> Int {
    var depth = 0
    for place in start..<prose.bytes.count {
      switch prose.bytes[place] {
      case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
        UInt8(ascii: "`"), UInt8(ascii: "]"):
        return place
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        guard depth > 0 else { return place }
        depth -= 1
      default: break
      }
    }
    return prose.bytes.count
  }

  /// Whether `![…](` or `src="` stands before it.
  private func isImage(at start: Int) -> Bool {
    let line = prose.lines.lines[prose.lines.number(at: start) - 1].content
    var before = prose.bytes[line.lowerBound..<start]
    if before.last == UInt8(ascii: "\"") || before.last == UInt8(ascii: "'") {
      return before.dropLast().suffix(4).elementsEqual("src=".utf8)
    }
    if before.last == UInt8(ascii: "<") { before.removeLast() }
    guard before.popLast() == UInt8(ascii: "("), before.popLast() == UInt8(ascii: "]") else {
      return false
    }
    var depth = 1
    while depth > 0, let byte = before.popLast() {
      if byte == UInt8(ascii: "]") { depth += 1 }
      if byte == UInt8(ascii: "[") { depth -= 1 }
    }
    return depth == 0 && before.last == UInt8(ascii: "!")
  }
}

extension PageLint {
  /// `{{ site.… }}` and Jekyll's own tags are meant; what a formula or a template holds is not.
  private static let meant = [
    "site.", "page.", "content", "include", "highlight", "endhighlight", "post_url", "link",
    "raw", "endraw", "comment", "endcomment", "assign", "if ", "else", "elsif", "endif", "unless",
    "endunless", "for ", "endfor", "capture", "endcapture", "gist",
  ]
  private static let meantFilters = ["relative_url", "absolute_url"]

  /// Also in code, which Jekyll does not spare.
  private mutating func findLiquid() {
    let bytes = prose.bytes
    var isRaw = false
    for place in bytes.indices.dropLast()
    where bytes[place] == UInt8(ascii: "{")
      && (bytes[place + 1] == UInt8(ascii: "{") || bytes[place + 1] == UInt8(ascii: "%"))
    {
      let line = prose.lines.lines[prose.lines.number(at: place) - 1].content
      let rest = prose.text(place + 2..<max(place + 2, line.upperBound))
        .drop { $0 == "-" || $0 == " " }
      if bytes[place + 1] == UInt8(ascii: "%") {
        if rest.hasPrefix("raw") { isRaw = true }
        if rest.hasPrefix("endraw") { isRaw = false }
      }
      // The second brace of `{{{` was told with the first.
      let isTold = place > 0 && bytes[place - 1] == UInt8(ascii: "{")
      let isMeant =
        Self.meant.contains(where: rest.hasPrefix)
        || Self.meantFilters.contains { rest.upToClosing.contains($0) }
      guard !isRaw, !isTold, !isMeant else { continue }
      let text = prose.text(place..<line.upperBound)
      add(.liquid, at: place, String((text.prefix(2) + text.dropFirst(2).upToClosing).prefix(30)))
    }
  }
}

extension PageLint {
  /// `$$…$$` over any lines of one paragraph or of its own; `$…$` on one line, as editors read it:
  /// nothing blank inside the signs, and no digit behind, which would be a price.
  private mutating func findMathematics() {
    var place = 0
    while let start = prose.find("$", from: place) {
      place = start + 1
      if start > 0, prose.bytes[start - 1] == UInt8(ascii: "\\") { continue }
      if prose.bytes[start...].starts(with: "$$".utf8) {
        guard let end = prose.find("$$", from: start + 2) else {
          add(.unclosedMath, at: start, "a $$ that nothing closes")
          return
        }
        checkBraces(start + 2..<end)
        place = end + 2
      } else if let end = end(ofFormulaAt: start),
        case let formula = prose.text(start..<end + 1), !formula.isTalkOfMoney
      {
        add(.singleDollar, at: start, formula)
        checkBraces(start + 1..<end)
        place = end + 1
      }
    }
  }

  private func end(ofFormulaAt start: Int) -> Int? {
    let bytes = prose.bytes
    let line = prose.lines.lines[prose.lines.number(at: start) - 1].content
    guard start + 1 < line.upperBound, bytes[start + 1] > 0x20 else { return nil }
    for place in start + 1..<line.upperBound
    where bytes[place] == UInt8(ascii: "$") && bytes[place - 1] != UInt8(ascii: "\\") {
      let next = place + 1 < line.upperBound ? bytes[place + 1] : 0
      guard place > start + 1, bytes[place - 1] > 0x20, !(0x30...0x39).contains(next) else {
        return nil
      }
      return place
    }
    return nil
  }

  private mutating func checkBraces(_ range: Range<Int>) {
    var open: [Int] = []
    var place = range.lowerBound
    while place < range.upperBound {
      switch prose.bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "{"): open.append(place)
      case UInt8(ascii: "}"):
        guard open.popLast() != nil else {
          return add(.unbalancedBraces, at: place, "a } that nothing opened")
        }
      default: break
      }
      place += 1
    }
    if let first = open.first { add(.unbalancedBraces, at: first, "a { that nothing closes") }
  }
}

extension WebAddress {
  /// Of Notion's storage: unsigned it is refused, signed it ends within the hour.
  fileprivate var isDeadImage: Bool {
    let isStorage =
      host.hasSuffix("amazonaws.com")
      && (host.hasPrefix("prod-files-secure.") || path.contains("secure.notion-static.com")
        || host.hasPrefix("secure.notion-static."))
    return isStorage || host == "file.notion.so" || host == "secure.notion-static.com"
      || (isNotion && path.hasPrefix("/image")) || (query ?? "").contains("X-Amz-Signature=")
  }

  /// What is published there stands under `notion.site`.
  fileprivate var isPrivateNotion: Bool { isNotion }

  private var isNotion: Bool { host == "notion.so" || host.hasSuffix(".notion.so") }
}

extension Substring {
  /// With the `}}` or `%}` that ends a piece of Liquid; all where none does.
  fileprivate var upToClosing: Substring {
    let end = [firstRange(of: "}}"), firstRange(of: "%}")].compactMap { $0?.upperBound }.min()
    return self[..<(end ?? endIndex)]
  }
}

extension String {
  /// Words between two prices: `$5, 그리고 5$`. TeX would say so with a backslash, or with an
  /// equation.
  fileprivate var isTalkOfMoney: Bool {
    !contains { "\\^_{}=".contains($0) } && contains { $0.isLetter && !$0.isASCII }
      && !unicodeScalars.contains { (0x370...0x3FF).contains($0.value) }
  }
}
