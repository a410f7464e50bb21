import Foundation
import NonmunKit
import Testing

@Suite struct EditorTests {
  private static let page = "Annotations/2024-08-20.md"
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch([
      "nonmun.yml": "calendar: {course: 부캠, starts: 2024-08-05, week_starts: sat}"
    ])
    // Where a text that was not noted stays.
    scratch.environment["TMPDIR"] = scratch.folder.path()
  }

  /// - Returns: Where it stands.
  private func editor(_ name: String, _ script: String) throws -> String {
    try scratch.put("an editor/\(name)", "#!/bin/sh\n\(script)\n")
    let path = scratch.folder.path() + "/an editor/\(name)"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test func anEditorInAFolderWithASpaceIsToldTheLineToo() throws {
    let path = try editor("vim", "echo \"$@\" > calls")
    scratch.environment["VISUAL"] = "'\(path)' -u NONE"
    try scratch.run("note", "2406.07522", "[]는", "--edit")
    #expect(try scratch.text("calls").hasPrefix("-u NONE +5 /"))
  }

  @Test func anEditorWithWindowsIsToldToWait() throws {
    let path = try editor("code", "echo \"$1\" > calls; echo '[]는 창에서' >> \"$2\"")
    scratch.environment["VISUAL"] = "'\(path)'"
    #expect(try scratch.run("note", "2406.07522").status == 0)
    #expect(try scratch.text("calls") == "--wait\n")
    #expect(try scratch.text(Self.page).contains("2406.07522)는 창에서\n"))
  }

  @Test(arguments: [
    ("", " ", 64, "neither VISUAL nor EDITOR is set"),
    ("no-such-editor", "", 1, "there is no editor “no-such-editor”: see VISUAL and EDITOR"),
    ("true", "", 64, "nothing was written in true"),
    ("exit 3;", "", 1, "exit 3; ended with status 3"),
    ("printf '[] \\377' >>", "", 1, "not UTF-8; nothing was noted, the text is in /"),
    ("false; echo '[] a' >> \"$f\"; false", "", 1, "ended with status 1"),
  ])
  func withoutATextNothingIsNoted(
    _ visual: String, _ editor: String, _ status: Int32, _ words: String
  ) throws {
    scratch.environment["VISUAL"] = visual
    scratch.environment["EDITOR"] = editor
    let result = try scratch.run("note", "2406.07522")
    #expect(result.status == status && result.error.contains(words), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.folder.path() + "/" + Self.page))
  }

  /// A note that was to be edited is not written where there is no editor.
  @Test func withoutAnEditorNothingIsAddedForIt() throws {
    #expect(try scratch.run("note", "2406.07522", "[]는", "--edit").status == 64)
    #expect(!FileManager.default.fileExists(atPath: scratch.folder.path() + "/" + Self.page))
  }

  /// In a group of processes of its own it would be stopped as soon as it reads the terminal.
  @Test func theEditorIsInTheForegroundWithNonmun() throws {
    let path = try editor(
      "ed", "echo $$ > pid.new; mv pid.new pid; until [ -e go ]; do sleep 0.05; done")
    scratch.environment["VISUAL"] = "'\(path)'"
    let nonmun = scratch.process(["note", "2406.07522", "[]는", "--edit"])
    nonmun.standardOutput = FileHandle.nullDevice
    try nonmun.run()
    let file = scratch.folder.path() + "/pid"
    for _ in 0..<600 where nonmun.isRunning && !FileManager.default.fileExists(atPath: file) {
      usleep(50_000)
    }
    let editor = try #require(pid_t(try scratch.text("pid").whiteSpaceFolded))
    #expect(getpgid(editor) == getpgid(nonmun.processIdentifier))
    try scratch.put("go", "")
    nonmun.waitForEnd()
    #expect(nonmun.waitForEnd().status == 0)
  }
}
