/// What one transfer may take.
package struct FetchLimits: Sendable {
  package var bodyInBytes = 64 << 20
  package var redirects = 5
  package var connect = Duration.seconds(15)
  package var transfer = Duration.seconds(120)

  package init() {}
}
