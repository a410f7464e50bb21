import Foundation

extension String {
  /// Whether two texts of links may stand for one thing in a reader's eyes.
  ///
  /// They do where one holds the other (`SimPO`, `SimPO: Simple Preference …`), where one is made of
  /// the other's initials (`DPO`), and where one says only what lies behind it (`논문`, `[1]`). What is
  /// left is another name, or a link to the wrong paper.
  func names(sameAs other: String, on host: String) -> Bool {
    let (mine, theirs) = (wordsOfName.telling(host), other.wordsOfName.telling(host))
    if mine.isEmpty || theirs.isEmpty { return true }
    let (short, long) =
      mine.joined().count <= theirs.joined().count ? (mine, theirs) : (theirs, mine)
    return long.joined().contains(short.joined()) || long.holds(initials: short.joined())
  }

  /// In lower case, without punctuation. Unicode's forms are one to Swift.
  private var wordsOfName: [Substring] {
    precomposedStringWithCanonicalMapping.lowercased().split { !$0.isLetter && !$0.isNumber }
  }
}

extension [Substring] {
  private static let genericWords: Set<Substring> = [
    "논문", "링크", "여기", "이곳", "이", "글", "원문", "원본", "출처", "참고", "참조", "자료", "코드",
    "구현", "공식", "블로그", "포스트", "포스팅", "영상", "유튜브", "강의", "발표",
    "리뷰", "요약", "설명", "해설", "번역", "데모", "모델", "데이터", "프로젝트", "페이지",
    "홈페이지", "깃허브", "깃헙", "허깅페이스", "아카이브",
    "paper", "papers", "link", "here", "this", "the", "source", "ref", "reference", "code",
    "github", "git", "repo", "blog", "post", "article", "video", "youtube", "arxiv", "alphaxiv",
    "hf", "huggingface", "hugging", "face", "abs", "pdf", "html", "project", "page", "demo",
    "model", "official", "abstract",
  ]

  /// The words that say more than that there is a link, and where: no `논문`, nothing of
  /// `distill.pub`, and no `[2405.14734]`.
  fileprivate func telling(_ host: String) -> [Substring] {
    let isNumber = allSatisfy { $0.allSatisfy(\.isNumber) }
    return filter { word in
      !Self.genericWords.contains(word) && !(word.count > 2 && host.contains(word))
        && !(word.allSatisfy(\.isNumber) && (isNumber || word.count > 3))
    }
  }

  /// Whether the first letters of some words in a row are `initials`, two letters or more.
  fileprivate func holds(initials: String) -> Bool {
    initials.count > 1 && String(compactMap(\.first)).contains(initials)
  }
}
