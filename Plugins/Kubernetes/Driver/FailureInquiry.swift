import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis
import KubernetesManifests
import Logging

/// Asks the cluster why an attempt failed that did not say so itself: the events about its pod, and the last lines that
/// the pod printed.
struct FailureInquiry: Sendable {
    let client: KubernetesClient
    let namespace: String
    let clock: any Clock<Duration>
    let logger: Logger

    /// The failure with what was found within some seconds; as it was when nothing was.
    func completed(_ failure: AttemptFailure, of pod: Pod) async -> AttemptFailure {
        async let events = withinLimit { try await self.events(of: pod) }
        async let lines = withinLimit { try await self.lines(of: pod) }
        let phrases = EventDigest(await events ?? []).phrases(besides: failure.message)
        let text = FailureText.make(failure.message, phrases: phrases, lines: await lines ?? [])
        return AttemptFailure(failure.kind, text, exitCode: failure.exitCode)
    }

    /// What took the pod away, with what events say about it: servers before 1.25 tell it nowhere else.
    func cause(_ words: String, of pod: Pod) async -> String {
        let events = await withinLimit { try await self.events(of: pod) } ?? []
        return FailureText.make(words, phrases: EventDigest(events).phrases(besides: words, limit: 1))
    }

    private func events(of pod: Pod) async throws -> [Event] {
        try await client.list(.events, in: namespace, matching: .fields("involvedObject.uid=\(pod.metadata.uid)")).items
    }

    /// Those of a container that has run and whose node answers.
    private func lines(of pod: Pod) async throws -> [String] {
        let container = pod.failedInitContainer ?? pod.container(MainContainer.name)
        guard let container, container.state.termination?.startedAt != nil, !pod.isCutOff else { return [] }
        let options = PodLogOptions(container: container.name, tailLines: FailureText.longestTail)
        return try await client.withLog(of: pod.metadata.name, in: namespace, options: options) { body in
            var tail = Data()
            for try await piece in body {
                tail.append(piece)
                if tail.count > Self.mostBytes { tail = Data(tail.suffix(Self.mostBytes / 2)) }
            }
            return tail.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
                .filter { $0 != OutputLine.end }
        }
    }

    private func withinLimit<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask {
                do {
                    return try await body()
                } catch {
                    logger.debug("a failure cannot be looked into", metadata: ["error": "\(error)"])
                    return nil
                }
            }
            group.addTask {
                try? await clock.sleep(for: Self.limit)  // cancelled: the answer is there
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private static let limit: Duration = .seconds(5)
    private static let mostBytes = 64 << 10
}
