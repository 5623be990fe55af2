import ApusCore
import ApusModel
import ApusTestKit
import Crypto
import FoundationEssentials
import LocalArtifactStore
import Logging

/// A run whose steps a test plays.
struct PlayedRun: Sendable {
    let site: Site
    let run: Run

    init(
        _ site: Site, _ name: String, pipeline: String = "digits", origin: RunOrigin? = nil,
        on orchestrator: Component? = nil, shelf: Component? = nil, sourceDirectory: String = "/code/digits",
        steps: [PlannedStep]
    ) async throws {
        self.site = site
        run = Run(
            name: name, pipeline: pipeline, stack: Stack.defaultName, origin: origin,
            createdAt: Date(timeIntervalSinceNow: -90))
        let plan = RunPlan(
            pipeline: pipeline, stack: Stack.defaultName,
            components: [orchestrator, shelf ?? site.artifacts].compactMap { $0 }, maxParallelism: 8,
            orchestratorSettings: ["synchronous": .boolean(true)], sourceDirectory: sourceDirectory, steps: steps)
        try await site.store.create(run, plan: plan)
    }

    func advance(_ status: RunStatus, reason: String? = nil) async throws {
        _ = try await site.store.advance(run.id, to: status, reason: reason, at: Date())
    }

    /// Hands the step to the infrastructure, and lets a runner take it.
    func begin(_ step: String, attempt number: Int = 1, at seconds: Double = 0) async throws {
        let key = Attempt.Key(run: run.id, step: step, number: number)
        let start = Date(timeIntervalSinceNow: seconds)
        try await site.store.launch(key, inputs: [:], cacheKey: nil, at: start)
        _ = try await site.store.claim(key, holder: "pod-\(step)", at: start.addingTimeInterval(2))
    }

    /// Appends lines to the log of the step, as its runner does.
    func print(_ lines: [String], from step: String, attempt number: Int = 1, part: Int = 1, stream: String = "stdout")
        async throws
    {
        let records = try lines.map { text in
            try CanonicalJSON.text(
                JSONValue.object([
                    "at": .string(Timestamp.text(Date())), "stream": .string(stream), "text": .string(text),
                ]))
        }
        let digits = String(1_000_000 + part).dropFirst()
        try await write(
            Data((records.joined(separator: "\n") + "\n").utf8), to: "logs/\(run.id)/\(step)/\(number)/\(digits).log")
    }

    /// Ends the step with what it made.
    func succeed(
        _ step: String, outputs: [String: (kind: Artifact.Kind, content: Data)] = [:],
        metrics: [MetricSeries]? = nil, at seconds: Double = 0
    ) async throws {
        var artifacts: [String: Artifact] = [:]
        for (name, output) in outputs {
            guard let digest = ContentDigest(bytes: SHA256.hash(data: output.content)) else { continue }
            let artifact = Artifact(digest: digest, size: Int64(output.content.count), kind: output.kind)
            try await write(output.content, to: artifact.key)
            artifacts[name] = artifact
        }
        try await report(step, .succeeded(outputs: artifacts), metrics: metrics, at: seconds)
    }

    func fail(_ step: String, _ message: String, at seconds: Double = 0) async throws {
        try await report(step, .failed(AttemptFailure(.command, message, exitCode: 1)), at: seconds)
        _ = try await site.store.settle(
            step, of: run.id, as: .failed(reason: message), at: Date(timeIntervalSinceNow: seconds))
    }

    /// The infrastructure ends the attempt.
    func lose(_ step: String, attempt number: Int = 1) async throws {
        _ = try await site.store.lose(
            Attempt.Key(run: run.id, step: step, number: number),
            failure: AttemptFailure(.infrastructure, "the node is gone"), at: Date())
    }

    private func report(
        _ step: String, _ outcome: AttemptReport.Outcome, metrics: [MetricSeries]? = nil, at seconds: Double
    ) async throws {
        let report = AttemptReport(
            attempt: Attempt.Key(run: run.id, step: step, number: 1), holder: "pod-\(step)", outcome: outcome,
            metrics: metrics)
        _ = try await site.store.report(report, at: Date(timeIntervalSinceNow: seconds))
    }

    private func write(_ data: Data, to key: String) async throws {
        let context = ComponentContext(
            component: site.artifacts, home: site.folder, logger: Logger(label: "test"))
        let flavor = LocalArtifactStore.flavor
        guard let files = try flavor.make(context) as? any ArtifactStore else {
            throw ApusError(.internalFailure, "the flavor makes no artifact store")
        }
        try await files.write(data, to: key)
    }
}
