package import Foundation
import Mustache

/// The reader's own template for a digest, in Mustache.
///
/// Source: mustache(5), with what swift-mustache adds to it.
package struct DigestTemplate: Sendable {
  private let template: MustacheTemplate

  /// - Parameter path: As errors shall name the file.
  package init(parsing text: String, path: String) throws(TemplateError) {
    do {
      template = try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      throw TemplateError(
        path: path, line: error.context.lineNumber, column: error.context.columnNumber,
        reason: TemplateError.words(for: error.error))
    } catch {
      throw TemplateError(path: path, line: 1, column: 1, reason: "\(error)")
    }
  }

  /// - Parameter json: One object; its members are the names of the template.
  /// - Throws: What is wrong with `json`, which is ours.
  package func text(json: Data) throws -> String {
    template.render(try JSONDecoder().decode(TemplateValue.self, from: json).value)
  }
}

/// A template that cannot be read.
package struct TemplateError: Error, Equatable, CustomStringConvertible {
  package var path: String
  /// 1-based, like the column.
  package var line: Int
  package var column: Int
  package var reason: String

  package var description: String { "\(path):\(line):\(column): \(reason)" }

  fileprivate static func words(for error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "this closes another section than the one that is open"
    case .unfinishedName: "a name is not closed: write }} after it"
    case .expectedSectionEnd: "a section is not closed: write {{/name}}"
    case .invalidSetDelimiter: "delimiters are set as {{=<% %>=}}"
    default: "this is no Mustache: \(error)"
    }
  }
}

/// A value of JSON as Mustache takes it: a `Bool` must not look like a number to it.
private struct TemplateValue: Decodable {
  let value: Any

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {  // Not one of these; the next may fit.
      value = flag
    } else if let number = try? container.decode(Int.self) {  // As above.
      value = number
    } else if let number = try? container.decode(Double.self) {  // As above.
      value = number
    } else if let text = try? container.decode(String.self) {  // As above.
      value = text
    } else if let list = try? container.decode([TemplateValue].self) {  // As above.
      value = list.map(\.value)
    } else {
      value = try container.decode([String: TemplateValue].self).mapValues(\.value)
    }
  }
}
