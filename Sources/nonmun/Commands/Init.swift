import ArgumentParser
import Foundation
import NonmunKit
import NonmunWorkspace

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a workspace to start from; what stands there stays as it is.")

  @Argument(help: "The folder; made where it is missing. Without it: this one.")
  var directory = "."

  func run() throws {
    let folder = URL(filePath: directory).standardizedFileURL.path(percentEncoded: false)
    let written = try WorkspaceTemplate.write(into: folder)
    for name in written { Standard.output("\(directory)/\(name)".forTerminal) }
    if written.isEmpty {
      Standard.error("\(directory) is a workspace already; nothing was written")
    } else {
      Standard.error("next: nonmun fetch, then nonmun list")
    }
  }
}
