/// The endings that Korean hangs on a noun.
///
/// Source: 국립국어원, 표준국어대사전, 조사 (case and auxiliary particles) and the copula 이다.
enum KoreanParticle {
  /// How many bytes at the end of a Hangul word are a particle, for every particle that fits.
  ///
  /// Particles stack (`모델들에서의` is 들, 에서, 의), so what is left may be asked again.
  static func lengths(atEndOf word: some BidirectionalCollection<UInt8>) -> [Int] {
    all.compactMap { particle in
      particle.count < word.count && word.suffix(particle.count).elementsEqual(particle)
        ? particle.count : nil
    }
  }

  private static let all: [[UInt8]] = """
    은 는 이 가 을 를 의 에 와 과 도 만 로 들 나 랑 란 인 며 고 께 요 야
    으로 에서 에게 한테 까지 부터 보다 처럼 같이 마다 밖에 조차 마저 이나 이랑 하고 이며 이고 이란 \
    라는 라고 이다 였다 이라 이든 든지 대로 만큼 뿐
    으로써 으로서 로써 로서 이라는 이라고 입니다 이었다 에서는 이든지 이지만 치고는 에게서
    """
    .split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
}
