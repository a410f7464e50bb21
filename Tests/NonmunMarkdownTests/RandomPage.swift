/// Numbers that look random and are the same in every run.
///
/// Source: Sebastiano Vigna, SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Pages such as people write, and some that nobody should.
struct RandomPage {
  let bytes: [UInt8]
  /// Whether a byte stands where nobody put it.
  let isBroken: Bool

  var text: String { String(decoding: bytes, as: UTF8.self) }

  init(using numbers: inout SeededNumbers) {
    var page =
      Bool.random(using: &numbers)
      ? "" : Self.pick(["## 12일차\n", "## 토요일\n\n", "# 12일차\n\n"], &numbers)
    for _ in 0..<Int.random(in: 0...8, using: &numbers) {
      page += Self.pick(Self.blocks, &numbers)
      page += Self.pick(["", "\n", "\n", "\n", "\n\n", " \t\n"], &numbers)
    }
    if Int.random(in: 0..<4, using: &numbers) == 0 {
      page += Self.pick(["\n\n", " ", "\t\n"], &numbers)
    }
    if Int.random(in: 0..<3, using: &numbers) == 0, page.last == "\n" { page.removeLast() }
    let newline = Self.pick(["\n", "\n", "\r\n", "\r"], &numbers)
    let mark: [UInt8] = Int.random(in: 0..<6, using: &numbers) == 0 ? [0xEF, 0xBB, 0xBF] : []
    var bytes = mark + Array(page.utf8).flatMap { $0 == 0x0A ? Array(newline.utf8) : [$0] }
    isBroken = Int.random(in: 0..<8, using: &numbers) == 0
    if isBroken {
      bytes.insert(Self.pick([0, 0xFF, 0x0D, 0x0A], &numbers), at: bytes.count / 2)
    }
    self.bytes = bytes
  }

  private static func pick<Value>(_ values: [Value], _ numbers: inout SeededNumbers) -> Value {
    values[Int.random(in: 0..<values.count, using: &numbers)]
  }

  private static let blocks = [
    "### 데일리 트렌드\n", "### 데일리 트렌드\n\n", "### 개인 공부\n\n", "### **개인 학습** ###\n", "#### 안에\n",
    "### \u{1103}\u{1166}\u{110B}\u{1175}\u{11AF}\u{1105}\u{1175} 트렌드\n", "### 다른 것\n\n",
    "- [a](https://arxiv.org/abs/2406.07522)는 좋다\n- b\n", "* [b][r]\n\n* c\n",
    "+ x\n\t- [y](https://y)\n",
    "  - a\n - b\n", "- a\n\n      code\n  - <https://sub>\n    게으른\n  줄\n",
    "1. https://e.com/1를\n2. b\n",
    "1) [o](https://o)\n", "- [ ] ~~[done](https://done)~~\n", "-\n", "- ```\n  open\n",
    "- > - q [z](https://z)\n",
    "본문 [p](https://p) $\\mathcal{L}_2 = {{x}}$ 와\n$$\na_b*c\n$$\n", "text\n===\n",
    "제목 [s](https://s)\n---\n",
    "```swift\n## no\n[c](https://c)\n```\n", "~~~\nopen fence\n",
    "<div>\n[h](https://h)\n</div>\n",
    "<details><summary>x</summary>\n\n[d](https://d)\n\n</details>\n", "<!-- [c](https://c) -->\n",
    "<!-- open\n",
    "a | [b](https://b)\n--|--\n[c](https://c) | d\n", "before\n| [t](https://t) |\n|---|\n",
    "***\n", "> - a\n> b\n>\n",
    "[r]: https://ref\n", "[^1]: note [f](https://f)\n", "foot[^1]\n", "    indented\n",
    "\tindented\n", "   ### 안쪽\n",
    "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF} https://e.com/a\u{1105}\u{1173}\u{11AF}\n",
    "![i](https://i.png)\n",
  ]
}
