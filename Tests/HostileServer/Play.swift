import Foundation

/// One request, and how it is wronged.
struct Play {
  let connection: Connection
  let head: String

  func play(_ fault: Fault) {
    let feed = HostileServer.feed(fault.rawValue)
    let half = String(feed.prefix(feed.count / 2))
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"1\"\r\n\r\n"
    switch fault {
    case .unknownName, .refused, .deadProxy, .certificateExpired, .certificateOfAnotherHost,
      .certificateSelfSigned:
      // Played by no server, or by a ``SecureServer``.
      break
    case .closedWithoutAnswer: break
    case .reset:
      answer(body: half, length: feed.utf8.count)
      // What is on the way when a connection is reset may be lost with it.
      Thread.sleep(forTimeInterval: 0.1)
      connection.reset()
    case .slowHead:
      connection.send("HTTP/1.1 200 OK\r\nX-Slow: ")
      drip()
    case .slowBody:
      connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
      drip()
    case .endlessBody:
      connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss><channel>")
      flood(with: "<item><title>again</title></item>")
    case .gzipBomb: send(Bomb.gzip, encoded: "gzip")
    case .brotliBomb: send(Bomb.brotli, encoded: "br")
    case .brokenCompression: send(Array(feed.utf8), encoded: "gzip")
    case .moreThanCompressed: send(Bomb.none + Array(feed.utf8), encoded: "gzip")
    case .lengthTooLong: answer(["ETag: \"1\""], body: feed, length: feed.utf8.count + 1000)
    case .lengthTooShort: answer(["ETag: \"1\""], body: feed, length: feed.utf8.count - 20)
    case .chunksCutShort: connection.send(chunked + "fff\r\n" + feed)
    case .chunksBroken: connection.send(chunked + "no number\r\n" + feed)
    case .hugeHead:
      connection.send("HTTP/1.1 200 OK\r\n")
      flood(with: "X-More: " + String(repeating: "x", count: 1000) + "\r\n")
    case .longField: answer(["X-Long: " + String(repeating: "x", count: 120_000)], body: feed)
    case .interimFlood: flood(with: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
    case .garbage: connection.send("SSH-2.0-OpenSSH_9.2p1\r\n\r\n\r\n")
    case .oldHTTP: connection.send(feed)
    case .headerInjection:
      answer(["ETag: \"1\rSet-Cookie: a=b\rHTTP/1.1 500 No\"", "HTTP/1.1 304: No"], body: feed)
    case .statusInTrailer:
      let size = String(feed.utf8.count, radix: 16)
      connection.send(chunked + "\(size)\r\n\(feed)\r\n0\r\nHTTP/1.1 404: No\r\n\r\n")
    case .redirectLoop: redirect(to: "/\(fault.rawValue)")
    case .redirectWithoutEnd:
      connection.send("HTTP/1.1 302 Found\r\nLocation: /good\r\nTransfer-Encoding: chunked\r\n\r\n")
      flood(with: "8\r\nmore of \r\n")
    case .redirectToFile: redirect(to: "file:///etc/passwd")
    case .redirectToGopher: redirect(to: "gopher://127.0.0.1:70/1")
    case .redirectToScript: redirect(to: "javascript:alert(1)")
    case .redirectToPrivate: redirect(to: "http://127.0.0.1:9/secret")
    case .pageNamesPrivate:
      answer(
        body: """
          <!doctype html><link rel="alternate" type="application/rss+xml" \
          href="http://127.0.0.1:9/secret">
          """)
    case .cookies where head.contains("Cookie:"): answer("500 A Cookie Came")
    case .cookies: answer(["Set-Cookie: session=1; Path=/"], body: feed)
    case .loginPage:
      answer(["Content-Type: text/html"], body: "<!doctype html><form>Password: <input></form>")
    case .emptyBody: answer(["Content-Type: text/xml"])
    case .unaskedNotModified: connection.send("HTTP/1.1 304 Not Modified\r\n\r\n")
    case .unaskedPart:
      let length = feed.utf8.count
      answer(
        "206 Partial Content",
        ["Content-Range: bytes 0-\(length - 1)/\(2 * length)", "ETag: \"1\""], body: feed)
    case .tooManyRequests: answer("429 Too Many Requests", ["Retry-After: 120"], body: "Slow down")
    case .unavailable: answer("503 Service Unavailable", ["Retry-After: 120"], body: "Back soon")
    }
  }

  private func answer(
    _ status: String = "200 OK", _ fields: [String] = [], body: String = "", length: Int? = nil
  ) {
    connection.send(HostileServer.answer(status, fields, body: body, length: length))
  }

  private func answer(_ fields: [String], body: String = "", length: Int? = nil) {
    answer("200 OK", fields, body: body, length: length)
  }

  private func redirect(to address: String) {
    answer("302 Found", ["Location: \(address)", "Set-Cookie: way=1"])
  }

  private func send(_ bytes: [UInt8], encoded encoding: String) {
    connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: \(encoding)\r\n\r\n")
    connection.send(bytes)
  }

  /// A byte at a time, until nobody takes it.
  private func drip() {
    while connection.send("x") { Thread.sleep(forTimeInterval: 0.5) }
  }

  private func flood(with text: String) {
    let much = Array(String(repeating: text, count: 1000).utf8)
    while connection.send(much) {}
  }
}
