import Foundation
import NonmunKit

/// What RSS and Atom say alike.
extension XMLElement {
  /// - Parameter text: Reads the element that has it.
  func title(_ text: (XMLElement?) -> String) -> String {
    let title = text(first("title"))
    guard title.isEmpty else { return title }
    let others = [first("title", .dublinCore), first("title", .media), first("title", .iTunes)]
    return others.lazy.map(text).first { !$0.isEmpty } ?? ""
  }

  /// The first of a name that is a date.
  func date(_ name: StaticString, _ space: XMLName.Space = .plain) -> Date? {
    first(name, space)?.feedDate?.date
  }

  /// The best that is known of an item which nobody published or updated.
  var created: Date? {
    date("created") ?? date("created", .dublinCore) ?? date("available", .dublinCore)
  }

  /// What it is about, in the ways of Atom, RSS and its modules; each once.
  var subjects: [String] {
    var subjects: [String] = []
    // Some hosts write a hundred thousand into one item.
    var known: Set<String> = []
    func add(_ written: String?) {
      guard let written else { return }
      let subject = HTMLText.guessed(written)
      if !subject.isEmpty, known.insert(subject).inserted { subjects.append(subject) }
    }
    for category in all("category") + all("category", .media) {
      add(category["term"] ?? category.text)
    }
    for subject in all("subject", .dublinCore) { add(subject.text) }
    for category in all("category", .iTunes) { add(category["text"]) }
    return subjects
  }
}

extension String {
  /// Whether a browser opens it.
  var isWebAddress: Bool {
    let start = prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }
}
