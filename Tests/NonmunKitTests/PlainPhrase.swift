@testable import NonmunKit

/// One phrase, compared with every word of a text.
struct PlainPhrase {
  private let forms: [TokenText]
  private let isPrefix: Bool

  init(_ text: String, isPrefix: Bool) {
    let typed = TokenText(text)
    forms = TermForms.written(typed)
    self.isPrefix = isPrefix
  }

  func places(in text: String) -> Set<Range<Int>> {
    let words = TokenText(text)
    let places = words.byteRanges(in: text)
    var found: Set<Range<Int>> = []
    for (number, form) in forms.enumerated() {
      for start in words.words.indices {
        for end in ends(of: form, from: 0, in: words, at: start, maySplit: number == 0) {
          found.insert(places[start].lowerBound..<places[end - 1].upperBound)
        }
      }
    }
    return found
  }

  /// Behind which words of the text the rest of the phrase ends.
  private func ends(
    of form: TokenText, from place: Int, in text: TokenText, at start: Int, maySplit: Bool
  ) -> [Int] {
    guard place < form.words.count else { return [start] }
    guard start < text.words.count else { return [] }
    let (wanted, word) = (form.words[place], text.words[start])
    guard !wanted.isCased || word.hasCapitals else { return [] }
    let isLast = place == form.words.count - 1
    var ends = isPrefix && isLast && begins(text.plain(word), form.plain(wanted)) ? [start + 1] : []
    if text.letters(word) == form.letters(wanted),
      !wanted.isMixed || text.isLike(word, wanted, form)
    {
      ends += self.ends(of: form, from: place + 1, in: text, at: start + 1, maySplit: maySplit)
    }
    if word.isHangul {
      let part = form.letters(wanted)
      if isLast, PlainCompound.holds(part, in: text.letters(word), isFirst: place == 0) {
        ends.append(start + 1)
      }
      if place == 0, PlainCompound.ends(text.letters(word), with: part) {
        ends += self.ends(of: form, from: 1, in: text, at: start + 1, maySplit: maySplit)
      }
    }
    if isPrefix, isLast { return ends }
    guard maySplit, start + 1 < text.words.count, Self.maySplit(wanted, form) else { return ends }
    let next = text.words[start + 1]
    let joined = text.plain(word) + text.plain(next)
    guard word.isHangul == next.isHangul, mayPart(wanted, text.plain(word), text.plain(next)),
      form.plain(wanted).starts(with: text.plain(word)),
      form.plain(wanted).count > text.plain(word).count
    else {
      return ends
    }
    let isPlain = joined.allSatisfy { $0 < 0x80 }
    let folded = isPlain ? TokenText(String(decoding: joined, as: UTF8.self)) : nil
    let stem = folded.flatMap { text in text.words.first.map { text.letters($0) } } ?? joined
    if stem == form.letters(wanted) {
      ends += self.ends(of: form, from: place + 1, in: text, at: start + 2, maySplit: maySplit)
    }
    let isParted = isStem(form.letters(wanted), of: joined, longerThan: text.plain(word).count)
    if isLast, word.isHangul, isParted { ends.append(start + 2) }
    return ends
  }

  private func begins(_ word: [UInt8], _ prefix: [UInt8]) -> Bool {
    let isPlain = prefix.allSatisfy { $0 < 0x80 }
    let beginnings = [prefix] + (isPlain ? OtherSpelling.americanBeginnings(prefix) : [])
    return beginnings.contains {
      word.starts(with: $0) || OtherSpelling.american(word)?.starts(with: $0) == true
    }
  }

  private func isStem(_ stem: [UInt8], of word: [UInt8], longerThan length: Int = 0) -> Bool {
    KoreanParticle.stems(of: word[...]).contains { Array($0) == stem && $0.count > length }
  }

  private static func maySplit(_ word: TokenText.Word, _ form: TokenText) -> Bool {
    let letters = form.plain(word).count / (word.isHangul ? 3 : 1)
    return letters > (word.isHangul || word.isCased ? 2 : 3) && letters <= 30
  }

  private func mayPart(_ word: TokenText.Word, _ left: [UInt8], _ right: [UInt8]) -> Bool {
    func isDigit(_ byte: UInt8?) -> Bool { (0x30...0x39).contains(byte ?? 0) }
    let isBorder = isDigit(left.last) != isDigit(right.first)
    if word.isCased { return isBorder }
    return word.isHangul || isBorder || right.count > 1
  }
}

/// Where a word may stand in a compound, looked for at each syllable.
private enum PlainCompound {
  static func holds(_ part: [UInt8], in word: [UInt8], isFirst: Bool) -> Bool {
    let ends = KoreanParticle.stems(of: word[...]).map(\.count)
    return stride(from: 0, through: word.count - part.count, by: 3).contains { start in
      let end = start + part.count
      let isLong = part.count >= 9
      let mayBegin = start == 0 || (isFirst && isLong && start >= 6)
      let mayEnd = ends.contains(end) || (isLong && (end == word.count || word.count - end >= 6))
      return mayBegin && mayEnd && Array(word[start..<end]) == part
    }
  }

  static func ends(_ word: [UInt8], with part: [UInt8]) -> Bool {
    part.count >= 9 && word.count - part.count >= 6 && Array(word.suffix(part.count)) == part
  }
}

extension TokenText {
  fileprivate func isLike(_ word: Word, _ wanted: Word, _ form: TokenText) -> Bool {
    let stem = form.written(wanted).prefix(wanted.bytes.count)
    return word.capitals != 0 && (word.isAcronym || written(word).starts(with: stem))
  }

  fileprivate func plain(_ word: Word) -> [UInt8] { Array(bytes[word.plain]) }
  fileprivate func letters(_ word: Word) -> [UInt8] { Array(bytes[word.bytes]) }
}
