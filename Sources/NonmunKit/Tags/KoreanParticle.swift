/// The endings that Korean hangs on a noun.
///
/// Source: 국립국어원, 표준국어대사전, 조사 (case and auxiliary particles) and the copula 이다.
struct KoreanParticle: Sendable {
  /// What a noun must end with for a particle to follow: 을 follows a consonant, 를 a vowel, 로 a
  /// vowel or ㄹ.
  enum Attachment: Sendable { case any, vowel, consonant, vowelOrRieul, consonantButRieul }

  /// How certain it is that these syllables are no part of the noun.
  enum Certainty: Comparable, Sendable {
    /// Looked for in a text, never taken from what was asked: 정확도, 바나나.
    case low
    /// Taken from both where two syllables are left: 이론의, not 정의.
    case medium
    /// Taken also where one is left: 글을.
    case high
  }

  private var bytes: [UInt8]
  private var attachment: Attachment
  private var certainty: Certainty

  /// How many bytes at the end of a Hangul word are a particle, for every particle that fits.
  ///
  /// Particles stack (`모델들에서의` is 들, 에서, 의), so what is left may be asked again.
  static func lengths(
    atEndOf word: some BidirectionalCollection<UInt8>, certainty: Certainty = .low
  ) -> [Int] {
    all.compactMap { particle in
      let left = word.count - particle.bytes.count
      guard left > 0, word.suffix(particle.bytes.count).elementsEqual(particle.bytes),
        particle.certainty >= (left < 6 ? .high : certainty),
        particle.attachment.isFulfilled(by: word.dropLast(particle.bytes.count).suffix(3))
      else { return nil }
      return particle.bytes.count
    }
  }

  /// Whether a word is one of them, as 를 of `DPO를` is.
  static func isParticle(_ word: ArraySlice<UInt8>) -> Bool {
    all.contains { $0.bytes.elementsEqual(word) }
  }

  /// What may be left of a word without its particles, up to four of them; the longest first.
  static func stems(
    of word: ArraySlice<UInt8>, certainty: Certainty = .low, depth: Int = 4
  ) -> [ArraySlice<UInt8>] {
    guard depth > 0, certainty == .low || !nouns.contains(Array(word)) else { return [] }
    return lengths(atEndOf: word, certainty: certainty).flatMap { length in
      let stem = word.dropLast(length)
      return [stem] + stems(of: stem, certainty: certainty, depth: depth - 1)
    }
  }
}

extension KoreanParticle.Attachment {
  fileprivate func isFulfilled(by syllable: some Collection<UInt8>) -> Bool {
    guard self != .any else { return true }
    guard let scalar = String(decoding: syllable, as: UTF8.self).unicodeScalars.first,
      let final = Hangul.final(ofSyllable: scalar)
    else { return true }  // An address, as in `https://e.com/를`.
    return switch self {
    case .any: true
    case .vowel: final == 0
    case .consonant: final != 0
    case .vowelOrRieul: final == 0 || final == 8
    case .consonantButRieul: final != 0 && final != 8
    }
  }
}

extension KoreanParticle {
  private static let all: [KoreanParticle] = [
    particles(.high, .consonant, "을 은"),
    particles(.high, .vowel, "를 는"),
    particles(.high, .consonantButRieul, "으로 으로써 으로서 으로의 으로는 으로도"),
    particles(
      .high, .any,
      """
      에 에서 에게 에는 에도 에서의 에서는 에서도 에서만 에게서 에게는 한테 까지 까지는 부터 보다 처럼
      """),
    particles(.medium, .consonant, "이 과 과의 과는 이나 이랑 이며 이고 이란 이라는 이라고 이라 이다 이든"),
    particles(.medium, .vowel, "가 와 와의 와는"),
    particles(.medium, .vowelOrRieul, "로 로써 로서 로의 로는 로도"),
    particles(
      .medium, .any,
      """
      의 들 만의 만을 만이 에의 하고 이지만 이었다 이었고 이므로 이라면 인데 입니다 이에요 예요 였다 라는 \
      대로 만큼 마다 밖에 조차 마저 같이 든지 이든지 치고는 뿐 뿐만
      """),
    particles(.low, .any, "도 만 나 랑 란 인 며 고 께 요 야 라고 임"),
  ].flatMap(\.self)

  private static func particles(
    _ certainty: Certainty, _ attachment: Attachment, _ list: String
  ) -> [KoreanParticle] {
    list.split(whereSeparator: \.isWhitespace).map {
      KoreanParticle(bytes: Array($0.utf8), attachment: attachment, certainty: certainty)
    }
  }

  /// Nouns that look as if a particle hung on them.
  private static let nouns = Set(
    """
    고양이 어린이 호랑이 원숭이 젊은이 길잡이 민주주의 자본주의 사회주의 제국주의 공산주의 이기주의 개인주의 실용주의 \
    전문가들 나라
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
}
