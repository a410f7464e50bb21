import GRDB
import NonmunKit

/// Cuts texts for FTS5 as searches read them.
///
/// A query comes cut already, with a space between tokens (``SearchCondition``).
final class SearchTokenizer: FTS5CustomTokenizer {
  static let name = "nonmun"

  init(db: Database, arguments: [String]) {}

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization,
    pText: UnsafePointer<CChar>?, nText: CInt, tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: pText, count: pText == nil ? 0 : Int(nText))
    var code = ResultCode.SQLITE_OK.rawValue
    func add(_ token: UnsafeBufferPointer<UInt8>, _ isBeside: Bool) -> Bool {
      guard let start = token.baseAddress else { return true }
      start.withMemoryRebound(to: CChar.self, capacity: token.count) {
        code = tokenCallback(
          context, isBeside ? FTS5TokenFlags.colocated.rawValue : 0, $0, CInt(token.count), 0, 0)
      }
      return code == ResultCode.SQLITE_OK.rawValue
    }
    if tokenization.contains(.query) {
      for token in bytes.bindMemory(to: UInt8.self).split(separator: UInt8(ascii: " ")) {
        guard add(UnsafeBufferPointer(rebasing: token), false) else { break }
      }
    } else {
      // What stands in a damaged file need not be UTF-8.
      SearchTokens.forEach(in: TokenText(String(decoding: bytes, as: UTF8.self)), add)
    }
    return code
  }
}
