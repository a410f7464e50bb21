/// One frame of HTTP/2 (RFC 9113, section 4.1).
struct Frame {
  enum Kind: UInt8 {
    case data, headers, priority, reset, settings, push, ping, goaway, window, continuation
  }

  static let endStream: UInt8 = 1
  static let endHeaders: UInt8 = 4
  /// `:status: 200`, number 8 of the static table (RFC 7541, appendix A).
  static let ok: [UInt8] = [0x88]
  /// `content-length`, number 28 of that table, and its value as it is.
  static func length(_ count: Int) -> [UInt8] {
    let digits = Array("\(count)".utf8)
    return [0x0F, 28 - 15, UInt8(digits.count)] + digits
  }

  /// What a client sends before its first frame.
  static let prefaceLength = 24

  var kind: Kind
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload: [UInt8] = []

  var bytes: [UInt8] {
    let length = UInt32(payload.count)
    return [UInt8(length >> 16 & 0xFF), UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF)]
      + [kind.rawValue, flags] + Self.number(stream) + payload
  }

  static func number(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) }
  }

  /// The streams that a client has begun, in order.
  ///
  /// - Parameter received: All that it sent, its preface first.
  static func requests(in received: [UInt8]) -> [UInt32] {
    var streams: [UInt32] = []
    var place = prefaceLength
    while place + 9 <= received.count {
      let head = received[place..<(place + 9)].map(UInt32.init)
      if head[3] == UInt32(Kind.headers.rawValue) {
        streams.append(head[5] << 24 | head[6] << 16 | head[7] << 8 | head[8])
      }
      place += 9 + Int(head[0] << 16 | head[1] << 8 | head[2])
    }
    return streams
  }
}
