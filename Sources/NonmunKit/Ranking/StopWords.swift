/// English words that tell nothing of a subject.
///
/// In one flat table: of four words of a text one is asked for here and found.
struct StopWords {
  /// By the last ten bits of the hash; 0 where there is none.
  private var slots = [UInt64](repeating: 0, count: 1024)

  /// In the form of ``RankingText``, without the `s` of a plural.
  static let english: StopWords = {
    var list = StopWords()
    for word in words.split(whereSeparator: \.isWhitespace) {
      let hash = RankingText.hash(word.utf8)
      var place = Int(hash & 1023)
      while list.slots[place] != 0 { place = (place + 1) & 1023 }
      list.slots[place] = hash
    }
    return list
  }()

  @inline(__always)
  func contain(_ hash: UInt64) -> Bool {
    var place = Int(hash & 1023)
    while slots[place] != 0 {
      if slots[place] == hash { return true }
      place = (place + 1) & 1023
    }
    return false
  }

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
