import Testing

@testable import NonmunKit

/// What the one pass over bytes finds is what reading word by word, phrase by phrase, finds.
@Suite struct PhraseTableTests {
  @Test(arguments: 0..<400)
  func theFastWayFindsWhatThePlainWayFinds(_ seed: Int) {
    var random = Dice(seed: seed)
    var table = PhraseTable()
    var phrases: [(text: String, isPrefix: Bool)] = []
    for _ in 0..<random.roll(30) + 1 {
      let text = Self.phrase(&random)
      let isPrefix = random.roll(6) == 0
      guard !TokenText(text).words.isEmpty else { continue }
      if table.add(text, isPrefix: isPrefix, in: FieldSet(Rule.Field.spoken)) == phrases.count {
        phrases.append((text, isPrefix))
      }
    }
    var scan = table.scan
    for _ in 0..<5 {
      let text = Self.text(&random, phrases.map(\.text))
      let subject = Matcher.Subject(
        title: "", abstract: text, authors: [], categories: [], sources: [])
      var found = phrases.map { _ in Set<Range<Int>>() }
      for hit in table.hits(in: subject, by: &scan) {
        found[hit.phrase].insert(hit.start..<hit.end)
      }
      for (phrase, found) in zip(phrases, found) {
        let plain = PlainPhrase(phrase.text, isPrefix: phrase.isPrefix).places(in: text)
        let odd = found.symmetricDifference(plain).map { place in
          let bytes = Array(text.utf8)
          let around = max(0, place.lowerBound - 25)..<min(bytes.count, place.upperBound + 25)
          return String(decoding: bytes[around], as: UTF8.self)
        }
        #expect(odd.isEmpty, "“\(phrase.text)” \(phrase.isPrefix ? "*" : "")")
      }
    }
  }

  /// More words than one pass over the bytes takes, so that it ends and begins again between the
  /// words of a phrase.
  @Test(arguments: 0..<8)
  func aLongTextIsReadInPasses(_ seed: Int) {
    var random = Dice(seed: seed)
    var table = PhraseTable()
    let phrases = ["state space model", "fine tuning", "state"]
    for phrase in phrases {
      _ = table.add(phrase, isPrefix: false, in: FieldSet(Rule.Field.spoken))
    }
    var text = ""
    var wanted: [Int: [Int]] = [:]
    while text.utf8.count < 20_000 {
      text += String(repeating: "a ", count: random.roll(40))
      let place = random.roll(3)
      wanted[place, default: []].append(text.utf8.count)
      if place == 0 { wanted[2, default: []].append(text.utf8.count) }
      text += phrases[place] + " "
    }
    var scan = table.scan
    scan.read(text, .abstract)
    for (place, phrase) in phrases.enumerated() {
      let found = scan.hits.filter { $0.phrase == place }.map(\.start)
      #expect(found.sorted() == wanted[place], "“\(phrase)”")
    }
  }

  @Test(arguments: [
    ("state antidisestablishmentarianism", "a state antidisestablish mentarianism"),
    ("graph superresolutions", "Graph superreso lution"),
    ("pre superresolution", "pre superres-olution"),
  ])
  func aWordMayPartBehindItsEighthLetter(_ phrase: String, _ text: String) {
    var table = PhraseTable()
    _ = table.add(phrase, isPrefix: false, in: FieldSet(Rule.Field.spoken))
    var scan = table.scan
    scan.read(text, .title)
    #expect(!scan.hits.isEmpty)
  }

  private static let words = """
    state space model models statespace attention flow flows policy policies noise noises fly flies
    movie movies DPO DPOs dpo GPT GPT4 4 S4D s a an in to we the of AI AIs corpus corpora matrix
    matrices odour odor optimise optimization optimized analysis analyses bias biases pre training
    pretraining fine tuning finetuning LoRA LoRAs x xs ie ox oxen axes axe ax modelling
    디퓨전 비디오디퓨전 비디오디퓨전모델을 잠재디퓨전이 디퓨전모델에서 대학교수 대학교 비디오 확산 모델 모델에서의 확산모델을 논문 글을 순환
    Schrödinger Schr\\"odinger schro\u{308}dinger na\u{EF}ve $\\mathcal{L}_2$ L_2 \\alpha α \\o dd \\emph{flow}
    ﬁne state’s 模型 a\u{301} {Flow} max_length É ＡＩ
    DiT DiTs DIT DITs dit Dit dLLM d LLM LLMs xLSTM LSTM 've 'd ll re optimis optimiz optimistic behaviour
    behav modelli modelled labeled label analyse analyz
    characterisations characterization neighbourhoods neighborhood modeling flavoured flavored
    interpretability antidisestablishmentarianism VIRUs virus BERTs 생성모델은 GPT4를 naïve’s
    ReLU ReLUs relu relus GeLUs RoIs RoI BiGRUs BiConvGRUs BiConvGRU UNet U Net VQVAE VQ VAE QLoRA Q O n
    behaviou labell labelled behaviors
    pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilicovolcanoconiosis
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static func phrase(_ random: inout Dice) -> String {
    (0...random.roll(3)).map { _ in random.pick(words) }
      .joined(separator: random.pick([" ", "-", " "]))
  }

  private static func text(_ random: inout Dice, _ phrases: [String]) -> String {
    var text = ""
    for _ in 0..<random.roll(60) {
      text += random.roll(3) == 0 ? random.pick(phrases) : random.pick(words)
      text += random.pick([
        " ", " ", " ", " ", " ", "-", ", ", ". ", "", "'s ", "\n", "  ", "’s ", "—", " (", ") ",
        "'",
        "/", "를 ", "$ ", "\\", "_", "es ", "s ", String(repeating: "-", count: 300),
        "-\n", "” ", " “", "–", "’", "\u{A0}", "×", "\u{200B}", "\u{202A}", "\u{2028}", " [", "] ",
        "'d ", "’ll ", "'ve", "'t-",
        "~", "|", " $", "}{", "·", "s’s ", String(repeating: " ", count: 70), "\t",
      ])
    }
    return text
  }
}

/// All that a phrase is looked for by are the forms that have its stem.
@Suite struct WordFormTests {
  @Test(arguments: [
    "", "s", "es", "ies", "e", "ise", "ised", "izing", "isation", "izations", "iser", "isable",
    "isability", "isational", "able", "ite", "ful", "ist", "less", "yser",
  ])
  func formsOfAStemHoldEveryWordThatHasIt(_ ending: String) {
    var random = Dice(seed: ending.utf8.count)
    let missing = (0..<1000).map { _ in Self.word(&random) + ending.utf8 }.filter { word in
      var bytes = word
      let stem = Array(bytes[EnglishStem.stem(of: 0..<word.count, in: &bytes)])
      return !EnglishStem.forms(of: stem).contains(word)
    }
    #expect(missing.map { String(decoding: $0, as: UTF8.self) } == [])
  }

  private static func word(_ random: inout Dice) -> [UInt8] {
    let head = (0...random.roll(6)).map { _ in random.pick(Array("abceilmorsuxyz".utf8)) }
    let middle = ["our", "or", "ll", "ie", "ch", "sh", "zz", "ss", "x", "ias", "ys", "hes", "o"]
    let end = ["", "ed", "ing", "er", "al", "hood", "ers"]
    return head + random.pick(middle).utf8 + random.pick(end).utf8
  }

  @Test(arguments: ["corpora", "corpuses", "matrices", "centres", "data", "apis", "licences"])
  func formsHoldIrregularWords(_ word: String) {
    var bytes = Array(word.utf8)
    let stem = Array(bytes[EnglishStem.stem(of: 0..<bytes.count, in: &bytes)])
    #expect(EnglishStem.forms(of: stem).contains(Array(word.utf8)))
  }
}

/// Chance that is the same each time: SplitMix64 (Steele, Lea and Flood, 2014).
private struct Dice {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) }

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ bits >> 31) % UInt64(max(1, sides)))
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }
}
