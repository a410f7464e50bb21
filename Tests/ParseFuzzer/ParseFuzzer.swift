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

  /// The first byte chooses a `Content-Type`, so that charsets are tried as well, and the size of
  /// the pieces that the body comes in: what is read must not depend on it.
  private static let read: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt = { start, count in
    guard count > 1 else { return 0 }
    let body = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let types = [
      nil, "text/xml; charset=euc-kr", "application/xml; charset=\"utf-16\"", "charset=",
    ]
    let type = types[Int(start[0] & 3)]
    let (whole, isSound) = items(of: body, type, BodyBytes.pieceSize)
    for item in whole { _ = (ItemReference(naming: item), item.markdown) }
    let size = Int(start[0] >> 2 & 15)
    // Where a document breaks off, libxml2 gives more of it the less it was given at once.
    if isSound, size > 0 {
      precondition(items(of: body, type, size).items == whole, "it depends on the pieces")
    }
    if let list = try? OPML(parsing: body) {
      precondition((try? OPML(parsing: Array(list.text.utf8))) != nil)
    }
    return 0
  }
}

extension ParseFuzzer {
  private static func items(
    of body: [UInt8], _ type: String?, _ size: Int
  ) -> (items: [FeedItem], isSound: Bool) {
    var items: [FeedItem] = []
    do throws(FeedError) {
      let body = BodyBytes.memory(body, pieceSize: size)
      let reader = FeedReader(body, contentType: type, address: "https://e.com/f")
      let feed = try reader.read { item, _ in
        items.append(item)
        return true
      }
      return (items, feed.defect == nil)
    } catch {
      precondition(!error.description.isEmpty)
      return (items, false)
    }
  }
}

/// libFuzzer's entrance for programs that have a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ read: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt
