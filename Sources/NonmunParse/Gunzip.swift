import CZlib

/// Bytes that were compressed with gzip, although no header said so.
struct Gunzip {
  /// RFC 1952, section 2.3.1.
  static let magic: [UInt8] = [0x1F, 0x8B]

  /// More is no feed, but a bomb.
  private static let mostBytes = 64 << 20

  private(set) var bytes: [UInt8] = []
  /// Whether the end was missing or damaged; what came before counts.
  private(set) var isCutOff = false

  init(_ compressed: [UInt8]) throws(FeedError) {
    let stream = InflateStream()
    guard stream.isReady else { throw .compressed }
    var isTooMuch = false
    compressed.withUnsafeBufferPointer { input in
      stream.pointer.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointer.pointee.avail_in = UInt32(clamping: input.count)
      var status = Z_OK
      while status == Z_OK, !isTooMuch {
        status = stream.next(into: &bytes)
        isTooMuch = bytes.count > Self.mostBytes
      }
      isCutOff = status != Z_STREAM_END
    }
    if isTooMuch { throw .tooMuch("\(Self.mostBytes >> 20) MiB when unpacked") }
    if bytes.isEmpty { throw .compressed }
  }
}

/// Owns one zlib stream.
private struct InflateStream: ~Copyable {
  let pointer = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  let isReady: Bool

  /// 15 bits of window, and 16 for gzip's header (zlib manual, inflateInit2).
  init() {
    pointer.initialize(to: z_stream())
    isReady = nonmun_inflateInit2(pointer, 15 + 16) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(pointer) }
    pointer.deallocate()
  }

  /// - Returns: zlib's status: `Z_OK` while there may be more.
  func next(into bytes: inout [UInt8]) -> Int32 {
    let room = 1 << 16
    let start = bytes.count
    bytes += repeatElement(0, count: room)
    let status = bytes.withUnsafeMutableBufferPointer { bytes in
      pointer.pointee.next_out = bytes.baseAddress?.advanced(by: start)
      pointer.pointee.avail_out = UInt32(room)
      return inflate(pointer, Z_NO_FLUSH)
    }
    bytes.removeLast(Int(pointer.pointee.avail_out))
    return status
  }
}
