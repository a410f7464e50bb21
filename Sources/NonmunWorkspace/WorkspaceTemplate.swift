import Foundation

/// The files that `nonmun init` writes: a workspace that works as it is, with comments.
package enum WorkspaceTemplate {
  /// By name, in the order to write them.
  package static let files: [(name: String, text: String)] = [
    ("nonmun.yml", settings), ("Feeds/feeds.yml", feeds), ("Feeds/tags.yml", tags),
    ("Annotations/.gitkeep", ""),
  ]

  /// Writes what is missing; what stands there stays as it is.
  ///
  /// - Parameter folder: Made where it is missing.
  /// - Returns: The names of the files that were written.
  package static func write(into folder: String) throws(WorkspaceError) -> [String] {
    var written: [String] = []
    for (name, text) in files {
      let path = folder + "/" + name
      guard !FileManager.default.fileExists(atPath: path) else { continue }
      try SafeWrite.write(Array(text.utf8), to: path, shown: name)
      written.append(name)
    }
    if try ignoreLibrary(in: folder) { written.append(".gitignore") }
    return written
  }

  /// The library is a cache and has no place under git.
  private static func ignoreLibrary(in folder: String) throws(WorkspaceError) -> Bool {
    let path = folder + "/.gitignore"
    let held = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    let lines = String(decoding: held, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard !lines.contains(".nonmun/") else { return false }
    let gap = held.isEmpty || held.last == UInt8(ascii: "\n") ? "" : "\n"
    try SafeWrite.write(held + "\(gap).nonmun/\n".utf8, to: path, shown: ".gitignore")
    return true
  }

  private static let settings = """
    # A nonmun workspace. Every setting may be left out; these are examples and defaults.

    timezone: Asia/Seoul
    contact: ""                      # how hosts can reach you: goes into the User-Agent

    # Without `starts` a day is headed by its date, and a week is called 2024-W34.
    # calendar:
    #   course: 부캠
    #   starts: 2024-08-05           # the Monday of week 1
    #   weekdays: [mon, tue, wed, thu, fri]
    #   skip: []                     # dates that do not count; holidays count unless named here
    #   breaks: []                   # spans such as 2024-09-14..2024-09-18; several courses: a list
    #   week_starts: sat             # the weekend before belongs to the week
    #   day: "{n}일차"               # heading on counted days; other days: 토요일, 일요일
    #   week: "{course} {w}주차"

    sections: [데일리 트렌드, 개인 공부]
    section_aliases: {개인 공부: [개인 학습]}
    digest:
      format: jekyll
      directory: _posts
      title: "{week} 일일 후기"
      # author: 홍길동               # of the Atom feed of your notes
      # site: https://name.github.io/
    # learn: false                   # tags learn no order from notes, queue and dismissals

    """

  private static let feeds = """
    # What to fetch. A feed is called by its `name`; without one by what it asks for.
    feeds:
      - huggingface: daily
      - arxiv: cs.CL                 # announcements; one category per feed
      - arxiv: cs.LG
      # - arxiv-search: 'ti:"preference optimization" AND cat:cs.CL'
      #   name: preference-search
      # - url: https://distill.pub/rss.xml        # RSS or Atom
      #   name: distill

    """

  private static let tags = """
    # What to look for. A paper has a tag when one rule of `any` holds and none of `not` does.
    #
    # A rule: words, "phrases", prefix*, /regex/, title: abstract: author: category: source:,
    # AND OR NOT ANDNOT NEAR/5 and parentheses; words side by side must all be there. Case, accents,
    # hyphens and plurals do not matter, but a word in capitals is an acronym and means only itself.
    # {rule: …, weight: 0.5} is a weak sign, {rule: …, with: …} one that needs another beside it.
    tags:
      - name: dpo
        label: 직접 선호 최적화
        aliases: [DPO, 선호 최적화]
        any:
          - '"direct preference optimization" OR DPO'
          - '"preference optimization" ("language model" OR LLM OR alignment)'
          - '"직접 선호 최적화" OR "선호 최적화"'
          # - {rule: 'SimPO OR ORPO', weight: 0.5, with: 'preference*'}
        # not: ['"data protection officer"']       # one of these rejects the paper
        # require: ['category:cs.* OR source:huggingface']   # each of these must hold as well
        # ignore: [group relative preference optimization]   # count for nothing where they stand
        # penalty: [{rule: 'category:econ', weight: 0.5}]    # takes that much away
        # threshold: 1                                       # the sum that shows a paper

    """
}
