/// What one transfer may take. Every limit has its own words when it is reached.
package struct FetchLimits: Sendable {
  /// After decompression. Far above honest bodies: 2,000 papers from arXiv's API are about 5 MB.
  package var bodyInBytes = 64 << 20
  /// All bodies under way at once; see ``BodyBudget``. Two hundred honest ones are about 20 MB.
  package var allBodiesInBytes = 256 << 20
  /// All heads of a transfer together: of redirects, of interim answers without end, and the last.
  /// As much as Chromium takes for one; honest heads have a few hundred bytes.
  package var headInBytes = 256 << 10
  /// A feed that moved twice and changed to https has three.
  package var redirects = 5
  /// Name, connection and TLS. A connection over a lossy line asks again after 1, 3 and 7 seconds.
  package var connect = Duration.seconds(15)
  /// Who sends less than this in a second, all through ``slowness``, is given up. A phone at the
  /// edge of its net still gets ten times as much.
  package var slowestInBytes = 100
  /// In whole seconds, as libcurl counts it. arXiv's API thinks for up to half a minute before the
  /// first byte of a long answer.
  package var slowness = Duration.seconds(45)
  /// From the first look for the name to the last byte, redirects included: what 64 MiB take on a
  /// line of 5 Mbit/s.
  package var transfer = Duration.seconds(120)

  package init() {}
}
