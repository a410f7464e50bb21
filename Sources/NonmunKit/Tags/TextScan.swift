/// One pass over the bytes of a text for the phrases of a trie.
///
/// Plain text, which nearly all is, is skimmed by ``OpeningFilter``, and read only from where a
/// phrase may begin. Words with TeX or letters beyond ASCII are read one by one.
struct TextScan {
  private let text: UnsafeBufferPointer<UInt8>
  private var walk: PhraseWalk
  /// Where the last word ends that was not plain.
  private var end = -1

  init(_ text: UnsafeBufferPointer<UInt8>, _ trie: PhraseTrie, _ field: Rule.Field) {
    self.text = text
    walk = PhraseWalk(trie, field, text)
  }

  var hits: [PhraseHit] { walk.hits }

  mutating func run(_ filter: OpeningFilter) {
    var place = 0
    filter.skim(text) { openings in
      let stop = openings.isSpecial ? wordStart(openings.stop, from: place) : openings.stop
      for opening in openings.places where opening < stop { readPhrases(at: Int(opening)) }
      place = openings.isSpecial ? readWords(from: stop, over: openings.stop) : stop
      return place
    }
  }

  private mutating func readPhrases(at place: Int) {
    if ASCIIWord.isPossessive(text, at: place, behind: end) { return }
    walk.window.restart(at: place)
    walk.addPhrases(beginningWithWord: 0)
  }

  /// - Parameter special: A byte that is not plain.
  /// - Returns: Where the text is plain again, for all that is known.
  private mutating func readWords(from place: Int, over special: Int) -> Int {
    let isPossessive = ASCIIWord.isPossessive(text, at: place, behind: end)
    let apostrophe = isPossessive ? ASCIIWord.apostrophe(before: place, in: text) : nil
    walk.window.restart(at: place, behind: apostrophe ?? -1)
    var number = 0
    while walk.window.hasWord(number) {
      walk.addPhrases(beginningWithWord: number)
      let word = walk.window.words[number]
      end = word.end
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
