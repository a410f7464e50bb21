import Foundation
import Synchronization

/// One connection, and how it is wronged.
struct StreamPlay: Sendable {
  let connection: Connection
  let fault: StreamFault

  /// - Parameter heard: Told the head of a request over HTTP/1.1.
  func play(heard: (String) -> Void) {
    guard let first = connection.receive() else { return }
    guard first.starts(with: Array("PRI".utf8)) else {
      return answer(String(decoding: first, as: UTF8.self), heard)
    }
    let received = Received(first)
    Thread { while let bytes = connection.receive() { received.add(bytes) } }.start()
    if fault == .garbage {
      connection.send(Array(repeating: 0xA5, count: 5000))
    } else if fault != .nowhere {
      send(Frame(kind: .settings))
      wrong(received.requests())
    }
    // What is on the way may be lost with the connection.
    Thread.sleep(forTimeInterval: 0.2)
  }

  private func answer(_ head: String, _ heard: (String) -> Void) {
    heard(head)
    guard fault != .nowhere else { return }
    let path = head.split(separator: " ").dropFirst().first ?? "/"
    connection.send(HostileServer.answer(body: HostileServer.feed(path.dropFirst())))
    while connection.receive() != nil {}
  }

  /// The last stream is wronged when all others have heard half of their answer.
  private func wrong(_ streams: [UInt32]) {
    guard let wronged = streams.last else { return }
    let others = streams.dropLast()
    for stream in others {
      let head = Frame.ok + Frame.length(feed(stream).count)
      send(Frame(kind: .headers, flags: Frame.endHeaders, stream: stream, payload: head))
      send(Frame(kind: .data, stream: stream, payload: Array(feed(stream).prefix(50))))
    }
    play(on: wronged)
    guard fault.isOfOneStream else { return }
    for stream in others {
      let rest = Array(feed(stream).dropFirst(50))
      send(Frame(kind: .data, flags: Frame.endStream, stream: stream, payload: rest))
    }
    // Until nothing more is asked.
    Thread.sleep(forTimeInterval: 1)
  }

  private func play(on stream: UInt32) {
    let head = Frame(kind: .headers, flags: Frame.endHeaders, stream: stream, payload: Frame.ok)
    switch fault {
    case .streamReset:
      send(Frame(kind: .reset, stream: stream, payload: Frame.number(2)))
    case .streamCut:
      send(head)
      send(Frame(kind: .data, stream: stream, payload: Array(feed(stream).dropLast(20))))
      send(Frame(kind: .reset, stream: stream, payload: Frame.number(0)))
    case .streamTrailer:
      send(head)
      send(Frame(kind: .data, stream: stream, payload: feed(stream)))
      // `x: y`, which no table holds.
      send(
        Frame(
          kind: .headers, flags: Frame.endHeaders | Frame.endStream, stream: stream,
          payload: [0, 1, 0x78, 1, 0x79]))
    case .goaway:
      send(Frame(kind: .goaway, payload: Frame.number(0) + Frame.number(0)))
    case .brokenHead:
      send(
        Frame(
          kind: .headers, flags: Frame.endHeaders, stream: stream,
          payload: Array(repeating: 0xFF, count: 9)))
    case .continuationFlood:
      send(Frame(kind: .headers, stream: stream, payload: Frame.ok))
      flood(with: Frame(kind: .continuation, stream: stream, payload: [0, 1, 0x78, 1, 0x79]))
    case .pingFlood:
      flood(with: Frame(kind: .ping, payload: Array(repeating: 7, count: 8)))
    case .settingsFlood: flood(with: Frame(kind: .settings))
    case .windowFlood: flood(with: Frame(kind: .window, payload: Frame.number(1)))
    case .priorityFlood:
      flood(with: Frame(kind: .priority, stream: stream, payload: [0, 0, 0, 0, 1]))
    case .emptyFlood:
      send(head)
      flood(with: Frame(kind: .data, stream: stream))
    case .pushFlood:
      flood(
        with: Frame(
          kind: .push, flags: Frame.endHeaders, stream: stream,
          payload: Frame.number(2) + [0x82, 0x87, 0x84]))
    case .connectionClosed, .garbage, .nowhere: break
    }
  }

  private func feed(_ stream: UInt32) -> [UInt8] {
    Array(HostileServer.feed("stream-\(stream)").utf8)
  }

  private func send(_ frame: Frame) { connection.send(frame.bytes) }

  private func flood(with frame: Frame) {
    let much = Array(repeatElement(frame.bytes, count: 1000).joined())
    while connection.send(much) {}
  }
}

/// All that a client has sent on a connection.
private final class Received: Sendable {
  private let bytes: Mutex<[UInt8]>

  init(_ first: [UInt8]) { bytes = Mutex(first) }

  func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }

  /// The streams it has begun, when no more have come for a while.
  func requests() -> [UInt32] {
    var (streams, quiet): ([UInt32], Int) = ([], 0)
    while quiet < 20 {
      Thread.sleep(forTimeInterval: 0.02)
      let now = Frame.requests(in: bytes.withLock { $0 })
      quiet = now.count == streams.count ? quiet + 1 : 0
      streams = now
    }
    return streams
  }
}
