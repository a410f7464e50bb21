/// English words that tell nothing of a subject.
enum StopWords {
  @inline(__always)
  static func contain(_ hash: UInt64) -> Bool {
    filter[Int(hash & 1023)] && hashes.contains(hash)
  }

  /// In the form of ``RankingText``, without the `s` of a plural.
  private static let hashes: Set<UInt64> = Set(
    words.split(whereSeparator: \.isWhitespace).map { RankingText.hash($0.utf8) })

  private static let filter: [Bool] = {
    var filter = [Bool](repeating: false, count: 1024)
    for hash in hashes { filter[Int(hash & 1023)] = true }
    return filter
  }()

  private static let words = """
    a about above across after again against all almost also although always among an and another \
    any are around as at be because been before being below between both but by can cannot could \
    did do doe during each either else enough even ever every few first for from further had has \
    have he her here hi how however i if in into is it its itself just last least les like made \
    make many may me might more moreover most much must my neither never no nor not now of off \
    often on once one only or other our out over own per perhap quite rather same second she since \
    so some still such than that the their them then there thereby therefore these they thi this \
    those though through thu thus to together too toward two under until up upon use used using \
    via wa was we well were what when where whether which while who whose why will with within \
    without would yet you your
    """
}
