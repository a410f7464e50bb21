package import Foundation

/// Where a harvest over OAI-PMH goes on.
///
/// Source: OAI-PMH 2.0, section 3.5.
package struct ResumptionToken: Hashable, Codable, Sendable {
  /// As the server wrote it: to be percent-encoded once more in the next address, even where it
  /// looks encoded already.
  package var text: String
  /// How many records came before this page.
  package var cursor: Int?
  /// How many records the list has in all.
  package var total: Int?
  package var expires: Date?

  package init(text: String, cursor: Int? = nil, total: Int? = nil, expires: Date? = nil) {
    self.text = text
    self.cursor = cursor
    self.total = total
    self.expires = expires
  }
}
