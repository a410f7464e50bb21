import Foundation
import Testing

@testable import NonmunWorkspace

/// `contrib/github-actions` can be read as YAML; what it runs is looked at by ContribTests.
@Suite struct WorkflowTests {
  @Test func theWorkflowIsYAML() throws {
    let file = URL(filePath: #filePath).appending(
      path: "../../../contrib/github-actions/papers.yml")
    let text = try String(contentsOf: file.standardized, encoding: .utf8)
    let root = try #require(try StrictYAML.read(text, path: "papers.yml"))
    let keys = ["name", "on", "permissions", "concurrency", "jobs"]
    #expect(try Set(root.mapping(of: keys).keys) == Set(keys))
  }
}
