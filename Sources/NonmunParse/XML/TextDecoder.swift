import CXML2

/// Turns the bytes of any encoding into UTF-8, a piece at a time, by libxml2's converters and, through
/// them, iconv's.
struct TextDecoder {
  private let converter: EncodingConverter?
  private var mending: UTF8Mending?

  /// Bytes that stand for nothing in the encoding, each of them U+FFFD now.
  private(set) var damaged = 0

  /// - Parameters:
  ///   - encoding: A name that ``canRead(_:)`` knows; `nil` for UTF-8.
  ///   - mends: Whether what is not UTF-8 is given a meaning, and not handed on as it is.
  init(_ encoding: String?, mends: Bool) {
    converter = encoding.flatMap(EncodingConverter.init)
    mending = encoding == nil && mends ? UTF8Mending() : nil
  }

  /// Whether libxml2, by itself or through iconv, reads an encoding of this name.
  static func canRead(_ encoding: String) -> Bool {
    guard let handler = xmlFindCharEncodingHandler(encoding) else { return false }
    xmlCharEncCloseFunc(handler)
    return true
  }

  /// With more damage than this, what follows is not text of this encoding, and not looked at.
  private static let mostDamage = 1 << 16

  mutating func decode(
    _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, _ take: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    if let converter {
      damaged += converter.convert(
        piece, isLast: isLast, most: Self.mostDamage - damaged, take)
    } else if mending != nil {
      var text: [UInt8] = []
      mending?.mend(piece, isLast: isLast, into: &text)
      text.withUnsafeBufferPointer(take)
    } else {
      take(piece)
    }
  }
}

/// Owns one of libxml2's converters, with the bytes it holds.
///
/// A class, since Swift 6.3's compiler fails on an optional value that cannot be copied here.
private final class EncodingConverter {
  private let handler: xmlCharEncodingHandlerPtr
  private let input: xmlBufferPtr
  private let output: xmlBufferPtr

  /// A character that is not all there may have this many bytes, escape sequences included.
  private static let longestCharacter = 8

  init?(_ encoding: String) {
    guard let handler = xmlFindCharEncodingHandler(encoding) else { return nil }
    guard let input = xmlBufferCreate(), let output = xmlBufferCreate() else {
      fatalError("xmlBufferCreate: out of memory")
    }
    (self.handler, self.input, self.output) = (handler, input, output)
  }

  deinit {
    xmlCharEncCloseFunc(handler)
    xmlBufferFree(input)
    xmlBufferFree(output)
  }

  /// - Returns: How many bytes stood for nothing; after `most` of them it reads no more.
  func convert(
    _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, most: Int,
    _ take: (UnsafeBufferPointer<UInt8>) -> Void
  ) -> Int {
    XMLErrors.silence()
    xmlBufferAdd(input, piece.baseAddress, Int32(clamping: piece.count))
    var damaged = 0
    while input.pointee.use > 0, damaged < most {
      let before = input.pointee.use
      xmlCharEncInFunc(handler, output, input)
      guard input.pointee.use == before else { continue }
      if !isLast, before < Self.longestCharacter { break }
      damaged += 1
      xmlBufferShrink(input, 1)
      xmlBufferCat(output, "\u{FFFD}")
    }
    take(UnsafeBufferPointer(start: output.pointee.content, count: Int(output.pointee.use)))
    xmlBufferEmpty(output)
    return damaged
  }
}
