import Foundation

/// A program of somebody else's that checks ours, where it is installed.
enum Tool {
  static func path(_ names: String...) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// - Returns: What came on both of its streams.
  static func run(
    _ path: String?, _ arguments: [String], in folder: URL, input: String = ""
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["HOME": folder.path(), "LC_ALL": "C.UTF-8"]) { $1 }
    let (output, source) = (folder.appending(path: ".output"), folder.appending(path: ".input"))
    try Data(input.utf8).write(to: source)
    try Data().write(to: output)
    process.standardInput = try FileHandle(forReadingFrom: source)
    let handle = try FileHandle(forWritingTo: output)
    (process.standardOutput, process.standardError) = (handle, handle)
    try process.run()
    process.waitForEnd()
    return (
      process.waitForEnd().status, String(decoding: try Data(contentsOf: output), as: UTF8.self)
    )
  }

  /// Whether a program answers to these arguments, for what one cannot see in a folder.
  static func answers(_ name: String, _ arguments: [String], with word: String = "") -> Bool {
    guard let path = path(name),
      let answer = try? run(path, arguments, in: FileManager.default.temporaryDirectory)
    else { return false }  // It cannot even be started.
    return answer.status == 0 && (word.isEmpty || answer.output.contains(word))
  }
}
