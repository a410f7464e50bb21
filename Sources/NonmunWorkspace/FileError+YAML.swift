import Yams

extension FileError {
  init(_ error: YamlError, in text: String, path: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(
        path: path, line: mark.line, column: mark.column, reason: "not YAML: \(problem)", in: lines)
    case .duplicatedKeysInMapping(let duplicates, let context):
      // The mark is that of the whole mapping.
      let mark = context.mark
      let key = duplicates.map { "\($0)" }.min() ?? ""
      let again = lines.indices.dropFirst(mark.line - 1).filter { line in
        lines[line].prefix { $0 == " " || $0 == "-" }.count == mark.column - 1
          && lines[line].dropFirst(mark.column - 1).hasPrefix(key + ":")
      }.dropFirst().first
      self.init(
        path: path, line: again.map { $0 + 1 } ?? mark.line, column: mark.column,
        reason: "`\(key)` is set twice", in: lines)
    case .reader(let problem, let offset, _, _):
      self.init(
        path: path, line: 1, column: (offset ?? 0) + 1, reason: "not YAML: \(problem)")
    default:
      self.init(path: path, line: 1, column: 1, reason: "not YAML: \(error)")
    }
  }
}
