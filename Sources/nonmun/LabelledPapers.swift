import Foundation
import NonmunKit
import NonmunWorkspace

/// Papers from a file, an object a line: `id title abstract authors categories published`.
struct PaperFile {
  struct Entry: Decodable {
    var id: String
    var title, abstract: String?
    var authors, categories: [String]?

    var subject: Matcher.Subject {
      Matcher.Subject(
        title: title ?? "", abstract: abstract ?? "", authors: authors ?? [],
        categories: categories ?? [], sources: [])
    }
  }

  let papers: [Entry]

  init(_ path: String) throws {
    let decoder = JSONDecoder()
    var papers: [Entry] = []
    for (number, line) in try lines(of: path).enumerated() where !line.isEmpty {
      do {
        papers.append(try decoder.decode(Entry.self, from: Data(line.utf8)))
      } catch {
        throw FileError(
          path: path, line: number + 1, column: 1,
          reason: "no paper as {\"id\": …, \"title\": …, \"abstract\": …} on one line")
      }
    }
    self.papers = papers
  }
}

/// Who belongs to which tag, a line each: `id<TAB>tag<TAB>positive|negative`; more columns are
/// passed over, as are `#` comments, a line of headings, and pairs judged `unsure`.
struct LabelFile {
  /// By tag and id.
  private(set) var labels: [String: [String: Bool]] = [:]

  init(_ path: String) throws {
    for (number, line) in try lines(of: path).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      if number == 0, columns.count > 2, columns[2] == "label" { continue }
      guard columns.count > 2, ["positive", "negative", "unsure"].contains(columns[2]) else {
        let before = columns.prefix(2).reduce(0) { $0 + $1.unicodeScalars.count + 1 }
        throw FileError(
          path: path, line: number + 1, column: columns.count > 2 ? before + 1 : 1,
          reason: "here id, tag, and positive, negative or unsure stand, with a tab between")
      }
      guard columns[2] != "unsure" else { continue }
      labels[String(columns[1]), default: [:]][String(columns[0])] = columns[2] == "positive"
    }
  }
}

private func lines(of path: String) throws -> [Substring] {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw UsageError("\(path): there is no such file, or it cannot be read")
  }
  guard let text = String(validating: data, as: UTF8.self) else {
    throw FileError(path: path, line: 1, column: 1, reason: "not UTF-8")
  }
  return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
}
