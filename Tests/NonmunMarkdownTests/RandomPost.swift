/// Weekly posts such as people write, with days missing, twice, and out of order.
struct RandomPost {
  let bytes: [UInt8]

  init(using numbers: inout SeededNumbers) {
    var bytes = Array(Self.pick(Self.heads, &numbers).utf8)
    let headings = Self.pick(Self.headings, &numbers)
    for heading in headings where Int.random(in: 0..<6, using: &numbers) > 0 {
      bytes += heading.utf8
      bytes += Self.pick(["\n", "\n\n", "\r\n", "  \n"], &numbers).utf8
      bytes += RandomPage(using: &numbers).bytes
      if bytes.last != 0x0A, Int.random(in: 0..<4, using: &numbers) > 0 { bytes.append(0x0A) }
    }
    self.bytes = bytes
  }

  private static func pick<Value>(_ values: [Value], _ numbers: inout SeededNumbers) -> Value {
    values[Int.random(in: 0..<values.count, using: &numbers)]
  }

  private static let heads = [
    "", "\n\n", "# 부캠 3주차\n\n", "\u{FEFF}# 3주차\r\n", "---\ntitle: 부캠 3주차\n---\n",
    "---\r\ntitle: x\r\ndate: 2024-08-23\r\n---\r\n\r\n- [a](https://a.test)\r\n",
    "---\nnever: closed\n\n- ~~[b](https://b.test)~~\n- [ ] c\n\n",
    "- 그래프\n  - [d](https://d.test) (Intro만 읽음)\n- 발표 준비",
  ]

  private static let headings = [
    ["## 토요일", "## 일요일", "## 11일차", "## 12일차", "## 13일차", "## 회고"],
    ["## 11일차", "## 12일차", "## 12일차", "## 14일차", "## 13일차"],
    ["# 2024-08-19", "# 2024.08.20", "# 8월 21일", "# 8/22 (목)"],
    ["### Mon, Aug 19", "### Tue", "### Wed", "## 정리", "### Thu"],
    ["11일차\n---", "12일차\n===", "13일차\n---"],
    ["## 회고", "## 없는 날", "## 3.5 Sonnet"],
    ["## 15일차", "## 토요일", "## 16일차"],
  ]
}
