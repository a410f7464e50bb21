/// One pass over the bytes of a text for the phrases of a trie; and over the next one, for which
/// nothing is allocated again.
///
/// Plain text, which nearly all is, is skimmed by ``OpeningFilter``, and read only from where a
/// phrase may begin. Words with TeX or letters beyond ASCII are read one by one.
struct TextScan {
  private let filter: OpeningFilter
  private var walk: PhraseWalk
  /// Valid while it is read.
  private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  init(_ filter: OpeningFilter, _ trie: PhraseTrie) {
    self.filter = filter
    walk = PhraseWalk(trie)
  }

  /// What was found since the last ``removeHits()``.
  var hits: [PhraseHit] { walk.hits }

  mutating func removeHits() { walk.removeHits() }

  mutating func read(_ text: String, _ field: Rule.Field) {
    var text = text
    text.withUTF8 { read($0, field) }
  }

  mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ field: Rule.Field) {
    self.text = text
    walk.begin(text, field)
    var place = 0
    filter.skim(text) { openings in
      let stop = openings.isSpecial ? wordStart(openings.stop, from: place) : openings.stop
      for opening in openings.places where opening < stop { readPhrases(at: Int(opening)) }
      place = openings.isSpecial ? readWords(from: stop, over: openings.stop) : stop
      return place
    }
  }

  private mutating func readPhrases(at place: Int) {
    if ASCIIWord.isTail(text, at: place) { return }
    walk.window.restart(at: place)
    walk.addPhrases(beginningWithWord: 0)
  }

  /// - Parameter special: A byte that is not plain.
  /// - Returns: Where the text is plain again, for all that is known.
  private mutating func readWords(from place: Int, over special: Int) -> Int {
    walk.window.restart(at: place)
    var number = 0
    while walk.window.hasWord(number) {
      walk.addPhrases(beginningWithWord: number)
      let word = walk.window.words[number]
      if word.next > special { return word.next }
      number += 1
    }
    return text.count
  }

  private func wordStart(_ end: Int, from place: Int) -> Int {
    var start = end
    while start > place, ASCIIWord.isPart(text[start - 1]) { start -= 1 }
    return start
  }
}
