import Foundation
import Testing

/// Digests that were edited by hand, and the pages that they were written from.
@Suite struct TakingBackTests {
  private static let post = "_posts/2024-08-20-부캠-3주차-일일-후기.md"
  private static let monday = "Annotations/2024-08-19.md"
  private static let tuesday = "Annotations/2024-08-20.md"

  /// A week that was written out, without a head.
  private func scratch(_ arguments: String...) throws -> Scratch {
    let scratch = try Scratch([
      "nonmun.yml": "calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}",
      Self.monday: "## 11일차\n\n- 하나\n\n", Self.tuesday: "## 12일차\n\n- 둘\n",
    ])
    let process = scratch.process(["digest", "--week", "3주차"] + arguments)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    #expect(process.waitForEnd().status == 0)
    return scratch
  }

  private func edit(_ scratch: Scratch, _ name: String, _ old: String, _ new: String) throws {
    let text = try scratch.text(name)
    #expect(text.contains(old))
    try scratch.put(name, text.replacing(old, with: new))
  }

  @Test func anEditedDigestGoesBackIntoItsPages() throws {
    let scratch = try scratch()
    try edit(scratch, Self.post, "둘", "둘째")
    let refused = try scratch.run("digest", "--week", "3주차")
    #expect(refused.status == 1)
    #expect(
      refused.error.contains(
        "nonmun digest --week 2024-W34 --format jekyll --output - | diff \(Self.post) -"))
    let result = try scratch.run("import", Self.post)
    #expect(result.status == 0, "\(result.error)")
    #expect(try scratch.text(Self.tuesday) == "## 12일차\n\n- 둘째\n")
    #expect(try scratch.text(Self.monday) == "## 11일차\n\n- 하나\n\n")
    // The front matter that the digest made belongs to no page.
    #expect(
      !FileManager.default.fileExists(
        atPath: scratch.folder.path() + "/Annotations/2024-W34.md"))
    #expect(try scratch.run("digest", "--week", "3주차").output.contains("nothing to change"))
  }

  /// Front matter that `hugo` made, or lines that it added to the reader's.
  @Test(arguments: [
    nil, "---\ntitle: 셋째 주\n---\n\n", "+++\r\ntitle = '셋째 주'\r\n[params]\r\na = 1\r\n+++\r\n",
  ])
  func anEditedHugoPostGoesBackWithoutWhatWasAdded(_ head: String?) throws {
    let scratch = try scratch()
    let file = "Annotations/2024-W34.md"
    if let head { try scratch.put(file, head) }
    let first = try scratch.run(
      "digest", "--week", "3주차", "--format", "hugo", "--output", "post.md")
    #expect(first.status == 0)
    #expect(try scratch.text("post.md").contains("draft"))
    try edit(scratch, "post.md", "둘", "둘째")
    let result = try scratch.run("import", "post.md")
    #expect(result.status == 0, "\(result.error)")
    #expect(try scratch.text(Self.tuesday) == "## 12일차\n\n- 둘째\n")
    let exists = FileManager.default.fileExists(atPath: scratch.folder.path() + "/" + file)
    #expect(try exists ? scratch.text(file) == head : head == nil)
    let again = try scratch.run(
      "digest", "--week", "3주차", "--format", "hugo", "--output", "post.md")
    #expect(again.output.contains("nothing to change"), "\(again.error)")
  }

  @Test func aPageThatChangedMeanwhileKeepsItsOwn() throws {
    let scratch = try scratch()
    try edit(scratch, Self.post, "둘", "둘째")
    try edit(scratch, Self.monday, "하나", "첫째")
    #expect(try scratch.run("import", Self.post).status == 0)
    #expect(try scratch.text(Self.monday) == "## 11일차\n\n- 첫째\n\n")
    #expect(try scratch.text(Self.tuesday) == "## 12일차\n\n- 둘째\n")
    // All that the post held is in the pages: it may be written anew.
    #expect(try scratch.run("digest", "--week", "3주차").status == 0)
    #expect(try scratch.text(Self.post).hasSuffix("## 11일차\n\n- 첫째\n\n## 12일차\n\n- 둘째\n"))
  }

  @Test func whereBothChangedNothingIsWritten() throws {
    let scratch = try scratch()
    try edit(scratch, Self.post, "둘", "둘째")
    try edit(scratch, Self.post, "하나", "일")
    try edit(scratch, Self.tuesday, "둘", "이")
    let (post, tuesday) = (try scratch.text(Self.post), try scratch.text(Self.tuesday))
    let result = try scratch.run("import", Self.post)
    #expect(result.status == 1)
    #expect(result.error.contains("\(Self.tuesday) was changed, and so was its part of the post"))
    #expect(try scratch.text(Self.tuesday) == tuesday)
    #expect(try scratch.text(Self.monday) == "## 11일차\n\n- 하나\n\n")
    #expect(try scratch.run("digest", "--week", "3주차").status == 1)
    #expect(try scratch.text(Self.post) == post)
  }

  @Test func aDayThatWasCutOutIsTold() throws {
    let scratch = try scratch()
    try edit(scratch, Self.post, "## 11일차\n\n- 하나\n\n", "")
    let result = try scratch.run("import", Self.post)
    #expect(result.status == 1)
    #expect(result.error.contains("\(Self.monday) is no longer in the post"))
    #expect(try scratch.text(Self.monday) == "## 11일차\n\n- 하나\n\n")
  }

  /// The library is a cache: without it nobody knows who wrote the post.
  @Test func withoutTheLibraryNothingIsReplaced() throws {
    let scratch = try scratch()
    try FileManager.default.removeItem(at: scratch.folder.appending(path: ".nonmun"))
    #expect(try scratch.run("digest", "--week", "3주차").output.contains("nothing to change"))
    try edit(scratch, Self.post, "둘", "둘째")
    try FileManager.default.removeItem(at: scratch.folder.appending(path: ".nonmun"))
    #expect(try scratch.run("digest", "--week", "3주차").status == 1)
    #expect(try scratch.run("import", Self.post).status == 1)
    #expect(try scratch.text(Self.tuesday) == "## 12일차\n\n- 둘\n")
  }

  @Test func whatStandsBelowTheDiaryBelongsToNoPage() throws {
    let scratch = try scratch("--with", "numbers")
    try edit(scratch, Self.post, "- 둘\n", "- 둘째\n")
    #expect(try scratch.run("import", Self.post).status == 0)
    #expect(try scratch.text(Self.tuesday) == "## 12일차\n\n- 둘째\n")
    try edit(scratch, Self.post, "올라온", "내려간")
    let result = try scratch.run("import", Self.post)
    #expect(result.status == 1)
    #expect(result.error.contains("belongs to no page"))
    #expect(try scratch.text(Self.tuesday) == "## 12일차\n\n- 둘째\n")
  }

  /// That its pages hold all of it is no reason to replace what another hand wrote.
  @Test func anImportedPostIsNotReplaced() throws {
    let post = "_posts/2024-08-25-week3.md"
    let text = "## 11일차\n\n- 하나\n"
    let scratch = try Scratch([
      "nonmun.yml": "calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}", post: text,
    ])
    #expect(try scratch.run("import", post).status == 0)
    try scratch.run("note", "2406.07522", "[]는", "--day", "2024-08-20")
    let refused = try scratch.run("digest", "--week", "3주차")
    #expect(refused.status == 1)
    #expect(refused.error.contains("\(post) was not written by nonmun"))
    #expect(try scratch.text(post) == text)
  }

  /// A post that was imported is written anew under its own name, once a digest was equal to it.
  @Test func theWayBackOfAnImportedPostIsOneCommand() throws {
    let scratch = try Scratch([
      "nonmun.yml": "calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}",
      "_posts/2024-08-25-week3.md": "---\ntitle: 셋째 주\n---\n\n## 11일차\n\n- 하나\n",
    ])
    let post = "_posts/2024-08-25-week3.md"
    #expect(try scratch.run("import", post).status == 0)
    let same = try scratch.run("digest", "--week", "3주차")
    #expect(same.output == "\(post): nothing to change\n")
    try scratch.run("note", "2406.07522", "[]는", "--day", "2024-08-20")
    let digest = try scratch.run("digest", "--week", "3주차")
    #expect(digest.output == "\(post)\n", "\(digest.error)")
    #expect(try scratch.text(post).contains("2406.07522)는"))
    try edit(scratch, post, "하나", "첫째")
    #expect(try scratch.run("digest", "--week", "3주차").status == 1)
    #expect(try scratch.run("import", post).status == 0)
    #expect(try scratch.text(Self.monday).contains("- 첫째\n"))
    #expect(try scratch.run("digest", "--week", "3주차").output.contains("nothing to change"))
  }

  /// From elsewhere it gives the name, and a file that stands there is nobody's to replace.
  @Test func aPostFromElsewhereGivesItsNameOnly() throws {
    let text = "---\ntitle: 셋째 주\n---\n\n## 11일차\n\n- 하나\n"
    let scratch = try Scratch([
      "nonmun.yml": "calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}",
      "old/2024-08-25-week3.md": text, "_posts/2024-08-25-week3.md": "mine\n",
    ])
    #expect(try scratch.run("import", "old/2024-08-25-week3.md").status == 0)
    let refused = try scratch.run("digest", "--week", "3주차")
    #expect(refused.status == 1)
    #expect(refused.error.contains("_posts/2024-08-25-week3.md was not written by nonmun"))
    #expect(try scratch.text("_posts/2024-08-25-week3.md") == "mine\n")
    try FileManager.default.removeItem(at: scratch.folder.appending(path: "_posts"))
    #expect(try scratch.run("digest", "--week", "3주차").output == "_posts/2024-08-25-week3.md\n")
    #expect(try scratch.text("_posts/2024-08-25-week3.md") == text)
  }
}
