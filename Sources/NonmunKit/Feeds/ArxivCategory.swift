/// A category, archive or group of arXiv, as its servers want to be asked for it.
///
/// Source: arXiv category taxonomy; its OAI-PMH server's ListSets, whose sets are
/// `group:archive:CLASS`, `group:archive` where an archive has no classes, or a whole group.
package struct ArxivCategory: Hashable, Sendable {
  package let name: String

  package init(_ name: String) { self.name = name }

  /// The set to harvest: `cs.LG` is `cs:cs:LG`, `hep-ph` is `physics:hep-ph`; what is a set already
  /// stays as it is.
  package var set: String {
    guard !name.contains(":") else { return name }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard let archive = parts.first else { return name }
    let group = Self.ofPhysics.contains(archive) ? "physics" : archive
    if parts.count == 2 { return "\(group):\(archive):\(parts[1])" }
    return group == archive ? archive : "\(group):\(archive)"
  }

  /// What finds its papers in arXiv's API; all classes of an archive that has some.
  package var query: String {
    Self.withClasses.contains(name) ? "cat:\(name).*" : "cat:\(name)"
  }

  /// Archives that belong to the group `physics`, but for the one of that name.
  private static let ofPhysics: Set = [
    "astro-ph", "cond-mat", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph", "nlin",
    "nucl-ex", "nucl-th", "quant-ph",
  ]
  private static let withClasses: Set = [
    "astro-ph", "cond-mat", "cs", "econ", "eess", "math", "nlin", "physics", "q-bio", "q-fin",
    "stat",
  ]
}
