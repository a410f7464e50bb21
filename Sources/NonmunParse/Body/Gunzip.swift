import CZlib

/// Bytes that were compressed with gzip, although no header said so, a piece at a time.
struct Gunzip: ~Copyable {
  /// RFC 1952, section 2.3.1.
  static let magic: [UInt8] = [0x1F, 0x8B]

  private let stream = InflateStream()
  private let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: BodyBytes.pieceSize)
  private var status = Z_OK

  deinit { room.deallocate() }

  /// Whether the end came, and was whole; what came before counts all the same.
  var isWhole: Bool { status == Z_STREAM_END }

  /// Unpacks a piece into pieces.
  ///
  /// - Returns: Whether more is wanted: `false` at damage, and when `take` has enough.
  mutating func unpack(
    _ piece: UnsafeBufferPointer<UInt8>, _ take: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    stream.input = piece
    while true {
      // What follows the end is another member, as of files that were put together (RFC 1952,
      // section 2.2), or padding.
      if status == Z_STREAM_END {
        guard stream.input.first == Self.magic[0] else { return true }
        status = stream.reset()
      }
      guard status == Z_OK else { return false }
      let count: Int
      (status, count) = stream.next(into: room)
      // All that could be done without more input.
      if status == Z_BUF_ERROR {
        status = Z_OK
        return true
      }
      if count > 0, !take(UnsafeBufferPointer(rebasing: room[..<count])) { return false }
    }
  }
}

/// Owns one zlib stream.
private struct InflateStream: ~Copyable {
  private let pointer = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let isReady: Bool

  /// 15 bits of window, and 16 for gzip's header (zlib manual, inflateInit2).
  init() {
    pointer.initialize(to: z_stream())
    isReady = nonmun_inflateInit2(pointer, 15 + 16) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(pointer) }
    pointer.deallocate()
  }

  /// Must stay where it is until all of it is unpacked.
  var input: UnsafeBufferPointer<UInt8> {
    get {
      UnsafeBufferPointer(start: pointer.pointee.next_in, count: Int(pointer.pointee.avail_in))
    }
    nonmutating set {
      pointer.pointee.next_in = UnsafeMutablePointer(mutating: newValue.baseAddress)
      pointer.pointee.avail_in = UInt32(clamping: newValue.count)
    }
  }

  /// Begins anew, with the input that is left.
  func reset() -> Int32 { inflateReset(pointer) }

  /// - Returns: zlib's status: `Z_OK` while there may be more; and how many bytes there are.
  func next(into room: UnsafeMutableBufferPointer<UInt8>) -> (status: Int32, count: Int) {
    guard isReady else { return (Z_MEM_ERROR, 0) }
    pointer.pointee.next_out = room.baseAddress
    pointer.pointee.avail_out = UInt32(clamping: room.count)
    let status = inflate(pointer, Z_NO_FLUSH)
    return (status, room.count - Int(pointer.pointee.avail_out))
  }
}
