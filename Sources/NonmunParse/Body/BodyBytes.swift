import Foundation

/// The bytes of a body, from the start as often as they are asked for, a piece at a time: so a file
/// of any length is read in the memory of one piece.
package enum BodyBytes: Sendable {
  case memory([UInt8], pieceSize: Int = BodyBytes.pieceSize)
  /// An absolute path.
  case file(String)

  /// Small enough for the processor's cache, large enough to be worth a call.
  package static let pieceSize = 1 << 16

  /// Hands over the pieces in order, until there are no more or `take` has enough.
  ///
  /// - Parameter take: Returns whether it wants the next piece.
  func eachPiece(_ take: (UnsafeBufferPointer<UInt8>) -> Bool) throws(FeedError) {
    switch self {
    case .memory(let bytes, let size):
      bytes.withUnsafeBufferPointer { bytes in
        var rest = bytes[...]
        while !rest.isEmpty, take(UnsafeBufferPointer(rebasing: rest.prefix(size))) {
          rest = rest.dropFirst(size)
        }
      }
    case .file(let path):
      let file = try OpenFile(path)
      let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.pieceSize)
      defer { piece.deallocate() }
      while true {
        let count = try file.read(into: piece)
        guard count > 0, take(UnsafeBufferPointer(rebasing: piece[..<count])) else { return }
      }
    }
  }
}

/// Owns one open file.
private struct OpenFile: ~Copyable {
  private let descriptor: Int32

  init(_ path: String) throws(FeedError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(reason: Self.reason) }
  }

  deinit { close(descriptor) }

  /// - Returns: How many bytes were read; 0 at the end.
  func read(into piece: UnsafeMutableBufferPointer<UInt8>) throws(FeedError) -> Int {
    while true {
      let count = systemRead(descriptor, piece)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .unreadable(reason: Self.reason) }
    }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}

/// Outside ``OpenFile``, whose own `read` would hide the system's.
private func systemRead(_ file: Int32, _ piece: UnsafeMutableBufferPointer<UInt8>) -> Int {
  read(file, piece.baseAddress, piece.count)
}
