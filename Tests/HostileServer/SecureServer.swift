package import Foundation

/// An HTTPS server with a certificate made for it, by the `openssl` command line tool.
package final class SecureServer {
  package enum Certificate: String, CaseIterable, Sendable {
    case valid
    case expired
    /// For `another.test`, not for this machine.
    case ofAnotherHost
    /// By nobody but itself.
    case selfSigned
  }

  package let port: Int
  private let process = Process()

  /// `nil` where there is none, as on a bare machine. Homebrew's first: macOS has LibreSSL's, which
  /// does not choose a port.
  package static let tool = [
    "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl", "/usr/bin/openssl",
  ]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// - Parameter folder: Holds keys and certificates; `authority.pem` is to be trusted.
  package init(_ certificate: Certificate, in folder: URL) throws {
    let name = certificate.rawValue
    try Self.prepare(certificate, in: folder)
    try Data(HostileServer.feed(name).utf8).write(to: folder.appending(path: "feed.xml"))
    process.executableURL = URL(filePath: Self.tool ?? "openssl")
    process.arguments = [
      "s_server", "-accept", "127.0.0.1:0", "-cert", "\(name).pem", "-key", "key.pem", "-WWW",
    ]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    // It says `ACCEPT 127.0.0.1:40123`.
    var said = ""
    while !said.contains("ACCEPT") || !said.hasSuffix("\n") {
      let piece = output.fileHandleForReading.availableData
      guard !piece.isEmpty else { throw Failure(words: "openssl s_server ended: \(said)") }
      said += String(decoding: piece, as: UTF8.self)
    }
    let number = said.split(separator: "\n").first { $0.hasPrefix("ACCEPT") }?
      .split(separator: ":").last.flatMap { Int($0) }
    guard let number else { throw Failure(words: "no port in “\(said)”") }
    port = number
  }

  /// Not by a signal that can be blocked: the threads of the tests block most, and it inherits that.
  deinit { kill(process.processIdentifier, SIGKILL) }

  package var address: String { "https://127.0.0.1:\(port)/feed.xml" }

  /// Makes a certificate, and before it the authority that signs it.
  static func prepare(_ certificate: Certificate, in folder: URL) throws {
    if !FileManager.default.fileExists(atPath: folder.appending(path: "authority.pem").path()) {
      try makeAuthority(in: folder)
    }
    try make(certificate, in: folder)
  }

  private static func makeAuthority(in folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(
      """
      [req]
      distinguished_name = name
      [name]
      [ca]
      default_ca = authority
      [authority]
      database = index.txt
      new_certs_dir = .
      rand_serial = yes
      default_md = sha256
      policy = policy
      unique_subject = no
      copy_extensions = copy
      [policy]
      commonName = supplied
      [roots]
      basicConstraints = critical, CA:TRUE
      """.utf8
    ).write(to: folder.appending(path: "openssl.conf"))
    try Data().write(to: folder.appending(path: "index.txt"))
    try run("genrsa", "-out", "key.pem", "2048", in: folder)
    try run(
      "req", "-x509", "-config", "openssl.conf", "-extensions", "roots", "-key", "key.pem",
      "-subj", "/CN=nonmun test authority", "-days", "30", "-out", "authority.pem", in: folder)
  }

  private static func make(_ certificate: Certificate, in folder: URL) throws {
    let name = certificate.rawValue
    let host = certificate == .ofAnotherHost ? "DNS:another.test" : "IP:127.0.0.1"
    let request = [
      "req", "-new", "-config", "openssl.conf", "-key", "key.pem", "-subj", "/CN=\(name)",
      "-addext", "subjectAltName=\(host)",
    ]
    if certificate == .selfSigned {
      try run(request + ["-x509", "-days", "30", "-out", "\(name).pem"], in: folder)
      return
    }
    try run(request + ["-out", "\(name).csr"], in: folder)
    let days =
      certificate == .expired
      ? ["-startdate", "200101000000Z", "-enddate", "200201000000Z"] : ["-days", "30"]
    try run(
      [
        "ca", "-batch", "-notext", "-config", "openssl.conf", "-cert", "authority.pem", "-keyfile",
        "key.pem", "-in", "\(name).csr", "-out", "\(name).pem",
      ] + days, in: folder)
  }

  private static func run(_ arguments: String..., in folder: URL) throws {
    try run(arguments, in: folder)
  }

  private static func run(_ arguments: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: tool ?? "openssl")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = folder.appending(path: "errors.txt")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let words = try String(contentsOf: errors, encoding: .utf8)
      throw Failure(words: "openssl \(arguments.joined(separator: " ")): \(words)")
    }
  }

  struct Failure: Error {
    let words: String
  }
}
