import NonmunKit
import NonmunParse

/// Bodies that libFuzzer thinks of: to be read, or refused, and never to crash.
@main
struct ParseFuzzer {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runFuzzer(&count, &arguments, read)
  }

  /// The first byte chooses a `Content-Type`, so that charsets are tried as well.
  private static let read: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt = { start, count in
    guard count > 1 else { return 0 }
    let body = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let types = [
      nil, "text/xml; charset=euc-kr", "application/xml; charset=\"utf-16\"", "charset=",
    ]
    do throws(FeedError) {
      let feed = try ParsedFeed(
        parsing: body, contentType: types[Int(start[0]) % types.count], address: "https://e.com/f")
      for item in feed.items { _ = ItemReference(naming: item) }
    } catch {
      precondition(!error.description.isEmpty)
    }
    if let list = try? OPML(parsing: body) {
      precondition((try? OPML(parsing: Array(list.text.utf8))) != nil)
    }
    return 0
  }
}

/// libFuzzer's entrance for programs that have a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ read: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt
