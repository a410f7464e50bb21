import Foundation

/// Few bytes that become very many.
enum Bomb {
  /// An honest gzip stream of 20 bytes.
  static let none = Array(
    Data(base64Encoded: "H4sIAAAAAAACA7MpKi5WKEstKs7Mz7NVN9IzUNe3AwD3fukuFAAAAA==") ?? Data())

  /// `brotli` of 128 MiB of zeros: 102 bytes.
  static let brotli = Array(
    Data(
      base64Encoded: """
        z///fwAkAOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n///\
        /wBIAMRhAeje//P//x8ACYA4LADd+3/+//8DIAEQhwWge/8/
        """) ?? Data())

  /// 128 MiB of zeros in under 1 MiB, but for their end, which nobody should come to.
  ///
  /// One block of fixed codes (RFC 1951, section 3.2.6): a literal zero, then again and again the
  /// longest match, 258 bytes at distance 1, in 13 bits. Eight of them are 13 bytes.
  static let gzip: [UInt8] = {
    let start = "1" + "10" + "00110000"
    let match = "11000101" + "00000"
    var bytes: [UInt8] = []
    var bits = Substring(start + String(repeating: match, count: 16))
    while bits.count >= 8 {
      bytes.append(UInt8(String(bits.prefix(8).reversed()), radix: 2) ?? 0)
      bits = bits.dropFirst(8)
    }
    // After the two bytes that hold the start, the rest repeats itself.
    let eightMatches = bytes[2..<15]
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + bytes[..<2]
      + Array(repeatElement(eightMatches, count: 65_000).joined())
  }()
}
