import Foundation
import Testing

private let browser = Tool.path("chromium", "chromium-browser", "google-chrome")

/// The page as a browser lays it out.
@Suite(
  .serialized,
  .enabled(
    if: browser != nil,
    "no Chromium is installed: nobody looks at the page"))
struct ChromiumTests {
  /// What the page says of itself, in a frame of that width: a window has at least 500 pixels.
  private func measure(_ html: String, width: Int, isDark: Bool = false) throws -> [String: String]
  {
    let scratch = try Scratch([:])
    let script = """
      <script>addEventListener('load', () => {
        const look = getComputedStyle(document.body);
        const boxes = (name) =>
          [...document.querySelectorAll(name)].map(e => e.getBoundingClientRect());
        parent.postMessage({
          scroll: document.documentElement.scrollWidth, inner: innerWidth,
          back: look.backgroundColor, ink: look.color, break: look.wordBreak,
          line: parseFloat(look.lineHeight) / parseFloat(look.fontSize),
          maths: boxes('math').filter(b => b.height > 8 && b.width > 4).length,
          bars: boxes('.nonmun-trends .bar').filter(b => b.height > 0).length,
          outside: boxes('main > *').filter(b => b.right > innerWidth + 1).length,
        }, '*');
      });</script>
      """
    // Of its own the page lets no script run.
    #expect(html.contains("default-src 'none'"))
    let open = html.replacing("default-src 'none'; ", with: "").replacing(
      "</body>", with: script + "</body>")
    try scratch.put("page.html", open)
    try scratch.put(
      "frame.html",
      """
      <html><script>onmessage = (e) => Object.assign(document.documentElement.dataset, e.data)
      </script><iframe src="page.html" width="\(width)" height="844" style="border:0"></iframe>
      """)
    let arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
      "--window-size=1400,900", "--virtual-time-budget=3000", "--dump-dom",
      "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)",
      "--user-data-dir=\(scratch.folder.path())/profile",
      "file://\(scratch.folder.path())/frame.html",
    ]
    let result = try Tool.run(browser, arguments, in: scratch.folder)
    let root = try #require(result.output.firstMatch(of: /<html[^>]*>/)).output
    var facts: [String: String] = [:]
    for match in root.matches(of: /data-([a-z]+)="([^"]*)"/) {
      facts[String(match.output.1)] = String(match.output.2)
    }
    return facts
  }

  @Test func theWeekFitsAPhoneInLightAndDark() throws {
    let scratch = try Scratch()
    try scratch.fetchWeek()
    let html = try scratch.run(
      "digest", "--format", "html", "--with", "matches,numbers,trends,queue"
    ).output
    let light = try measure(html, width: 390)
    #expect(light["inner"] == "390" && light["scroll"] == "390" && light["outside"] == "0")
    #expect(light["break"] == "keep-all")
    #expect(Double(light["line"] ?? "").map { $0 > 1.6 } == true)
    #expect(light["maths"].flatMap { Int($0) } == html.components(separatedBy: "<math").count - 1)
    #expect(
      light["bars"].flatMap { Int($0) } == html.components(separatedBy: "class=\"bar\"").count - 1)
    let dark = try measure(html, width: 390, isDark: true)
    #expect(dark["back"] != light["back"] && dark["ink"] != light["ink"])
    let screen = try measure(html, width: 1280)
    #expect(screen["scroll"] == "1280")
  }

  @Test func whatIsTooWideScrollsByItself() throws {
    let cells = (0..<30).map { "칸\($0)" }.joined(separator: " | ")
    let rule = String(repeating: "---|", count: 29) + "---"
    let scratch = try Scratch([
      "nonmun.yml": "",
      "Annotations/2024-08-19.md": """
      ## 11일차

      \(cells)
      \(rule)
      \(cells)

      $$ \((0..<60).map { "x_{\($0)}" }.joined(separator: " + ")) $$

      \(String(repeating: "https://a.test/", count: 30)) \(String(repeating: "가", count: 300))

      ```
      \(String(repeating: "x", count: 300))
      ```

      <img width="2000" height="10" alt="wide">
      """,
    ])
    let html = try scratch.run("digest", "--format", "html").output
    let facts = try measure(html, width: 390)
    #expect(facts["scroll"] == "390" && facts["outside"] == "0" && facts["maths"] == "1")
  }
}
