import Foundation
package import NonmunKit

/// Asks many hosts at once, and each of them at its pace.
///
/// One libcurl multi loop on the calling thread, instead of an actor and a thread for each host:
/// hundreds of transfers wait in one `poll`, nothing is shared between threads, and an answer is
/// parsed and stored between two looks at the others, which meanwhile fill their sockets.
package struct FetchRound {
  package enum Source: Sendable {
    case network
    /// A folder of recorded answers.
    case replay(String)
  }

  private let agent: String
  private let source: Source
  private let record: RecordingFolder?
  private let limits: FetchLimits
  private let pace: (String) -> (lane: String, pace: Pace)
  private let stop: () -> Bool

  /// - Parameters:
  ///   - agent: The `User-Agent` field.
  ///   - record: A folder that every answer is written into as well.
  ///   - pace: The lane of an address, and how its host wants to be asked.
  ///   - stop: Whether to end now. What is not answered then is answered with a failure.
  package init(
    agent: String, source: Source, record: String? = nil, limits: FetchLimits = FetchLimits(),
    pace: @escaping (String) -> (lane: String, pace: Pace) = Pace.of,
    stop: @escaping () -> Bool = { false }
  ) {
    self.agent = agent
    self.source = source
    self.record = record.map(RecordingFolder.init)
    self.limits = limits
    self.pace = pace
    self.stop = stop
  }

  /// Hands each answer to `each` as soon as it is whole, on this thread; what that returns is asked
  /// as well.
  ///
  /// - Throws: What `each` throws, at once. A recording that could not be written is thrown at the
  ///   end, when every answer was handed over.
  package func run(
    _ requests: [FeedRequest], each: (FeedAnswer) throws -> [FeedRequest]
  ) throws {
    switch source {
    case .network: try fetch(requests, each)
    case .replay(let folder): try replay(requests, from: RecordingFolder(folder), each)
    }
  }

  private func replay(
    _ requests: [FeedRequest], from folder: RecordingFolder,
    _ each: (FeedAnswer) throws -> [FeedRequest]
  ) throws {
    var queue = requests[...]
    while let request = queue.popFirst() {
      guard !stop() else { return try Self.interrupt([request] + queue, each) }
      queue += try each(folder.answer(to: request, redirects: limits.redirects))
    }
  }

  /// Transfers under way over all hosts.
  private static let widest = 200

  private func fetch(
    _ requests: [FeedRequest], _ each: (FeedAnswer) throws -> [FeedRequest]
  ) throws {
    var multi = try MultiHandle()
    var lanes: [String: HostLane] = [:]
    var names: [String] = []
    var recordingError: (any Error)?
    func add(_ request: FeedRequest) {
      let (name, pace) = pace(request.address)
      if lanes[name] == nil { names.append(name) }
      lanes[name, default: HostLane(pace: pace)].add(request)
    }
    requests.forEach(add)
    while !stop() {
      var patience = Duration.seconds(1)
      for name in names {
        while multi.count < Self.widest, let request = lanes[name]?.start(at: .now) {
          do throws(CurlError) {
            try multi.add(try CurlHandle(request, agent: agent, limits: limits))
          } catch {
            lanes[name]?.finish()
            try each(FeedAnswer(request: request, failure: error.description)).forEach(add)
          }
        }
        patience = min(patience, lanes[name]?.wait(at: .now) ?? patience)
      }
      let done = try multi.perform()
      for (answer, head) in done {
        lanes[pace(answer.request.address).lane]?.finish()
        do {
          try record?.write(answer, head)
        } catch {
          recordingError = recordingError ?? error
        }
        try each(answer).forEach(add)
      }
      if multi.count == 0, lanes.values.allSatisfy(\.isEmpty) { break }
      if done.isEmpty { try multi.wait(patience) }
    }
    try Self.interrupt(multi.requests + lanes.values.flatMap(\.waiting), each)
    if let recordingError { throw recordingError }
  }

  /// Says of each request that nobody will answer it any more.
  private static func interrupt(
    _ requests: [FeedRequest], _ each: (FeedAnswer) throws -> [FeedRequest]
  ) throws {
    var queue = requests[...]
    while let request = queue.popFirst() {
      queue += try each(FeedAnswer(request: request, failure: "interrupted"))
    }
  }
}
