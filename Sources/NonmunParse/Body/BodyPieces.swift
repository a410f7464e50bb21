/// The bytes of a body as they were before compression, as often as they are asked for.
final class BodyPieces {
  private let body: BodyBytes
  let isCompressed: Bool
  private(set) var bytesRead = 0
  private var isWhole = true
  private var damaged = 0

  /// A body in memory that unpacks to more is no feed, but a bomb; a file is read in pieces.
  private static let mostUnpacked = 64 << 20

  init(_ body: BodyBytes) throws(FeedError) {
    self.body = body
    var start: [UInt8] = []
    try body.eachPiece { piece in
      start += piece.prefix(2)
      return start.count < 2
    }
    isCompressed = start == Gunzip.magic
  }

  /// The first bytes, as many as there are up to a number.
  func start(_ size: Int) throws(FeedError) -> [UInt8] {
    var start: [UInt8] = []
    try eachPiece { piece in
      start += piece.prefix(size - start.count)
      return start.count < size
    }
    return start
  }

  /// All bytes.
  ///
  /// - Parameter most: More than this many are refused.
  func all(most: Int) throws(FeedError) -> [UInt8] {
    var all: [UInt8] = []
    try eachPiece { piece in
      all += piece
      return all.count <= most
    }
    guard all.count <= most else { throw .tooMuch("\(most >> 20) MiB in one list") }
    return all
  }

  func eachPiece(_ take: (UnsafeBufferPointer<UInt8>) -> Bool) throws(FeedError) {
    bytesRead = 0
    guard isCompressed else {
      return try body.eachPiece { piece in
        bytesRead += piece.count
        return take(piece)
      }
    }
    var gunzip = Gunzip()
    var count = 0
    var wantsMore = true
    var limit = Int.max
    if case .memory = body { limit = Self.mostUnpacked }
    try body.eachPiece { piece in
      bytesRead += piece.count
      return gunzip.unpack(piece) { piece in
        count += piece.count
        wantsMore = count <= limit && take(piece)
        return wantsMore
      }
    }
    if count > limit { throw .tooMuch("\(limit >> 20) MiB when unpacked") }
    if wantsMore { isWhole = gunzip.isWhole }
  }

  /// What was found wrong while reading.
  var defects: [String] {
    var defects: [String] = []
    if damaged > 0 { defects.append("bytes that are no text of its encoding: \(damaged)") }
    guard isCompressed else { return defects }
    if !isWhole {
      defects.append("compressed bytes that end too early")
    } else if case .memory = body {
      // A file has no header that could say so.
      defects.append("compressed, though no header said so")
    }
    return defects
  }

  /// The document as UTF-8, from where it begins.
  ///
  /// - Parameter mends: Whether bytes that are no text are given a meaning.
  func eachPiece(
    of text: BodyText, mends: Bool, _ take: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(FeedError) {
    var decoder = TextDecoder(text.encoding, mends: mends || text.isMended)
    var skipped = text.skipped
    var wantsMore = true
    func hand(_ piece: UnsafeBufferPointer<UInt8>) {
      let rest = piece.dropFirst(skipped)
      skipped -= piece.count - rest.count
      if wantsMore, !rest.isEmpty { wantsMore = take(UnsafeBufferPointer(rebasing: rest)) }
    }
    try eachPiece { piece in
      decoder.decode(piece, isLast: false, hand)
      return wantsMore
    }
    if wantsMore { decoder.decode(UnsafeBufferPointer(start: nil, count: 0), isLast: true, hand) }
    damaged = decoder.damaged
  }
}
