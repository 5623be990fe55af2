import ApusCore
import ApusModel
import FoundationEssentials

/// The time `seconds` after the moment at which the samples begin.
func moment(_ seconds: Double = 0) -> Date { Timestamp.rounded(Date(timeIntervalSince1970: 1_800_000_000 + seconds)) }

extension Component {
    static func sample(
        _ name: String = "mine", type: ComponentType = .artifactStore, secretOptions: [String] = [],
        connector: ConnectorBinding? = nil
    ) -> Component {
        Component(
            type: type, name: name, flavor: "s3",
            configuration: ["path": .string("s3://bucket/ä"), "size": .integer(1 << 40), "on": .boolean(true)],
            secretOptions: secretOptions, connector: connector, labels: ["team": "a b"], createdAt: moment(0.123))
    }
}

extension Component {
    /// The artifact store of runs whose content is condemned.
    static let kept = Component(
        id: Identifier(rawValue: "kept"), type: .artifactStore, name: "kept", flavor: "local", createdAt: moment())
}

extension CondemnedContent {
    static func sample(_ seed: UInt8) -> CondemnedContent {
        CondemnedContent(digest: .sample(seed), size: Int64(seed) * 1000, artifactStore: .kept)
    }
}

extension Connector {
    static func sample(_ name: String = "cluster", secretOptions: [String] = []) -> Connector {
        Connector(
            name: name, type: "kubernetes", authMethod: "token", resourceTypes: [.kubernetesCluster],
            resourceID: "prod", configuration: ["server": .string("https://127.0.0.1:6443")],
            secretOptions: secretOptions, labels: ["a": "b"], expiresAt: moment(99.5), createdAt: moment())
    }
}

extension Artifact {
    static func sample(_ seed: UInt8) -> Artifact {
        Artifact(digest: .sample(seed), size: Int64(seed) * 1000, kind: .file)
    }
}

extension ContentDigest {
    static func sample(_ seed: UInt8) -> ContentDigest {
        // Proof: a SHA-256 has 32 bytes, and any 32 bytes may be one.
        guard let digest = ContentDigest(bytes: [UInt8](repeating: seed, count: 32)) else {
            preconditionFailure("32 bytes make a digest")
        }
        return digest
    }
}

extension RunPlan {
    /// Steps named `a`, `b`, and so on, each after the one before.
    static func sample(steps count: Int = 2) -> RunPlan {
        let names = (0..<count).map { $0 < 26 ? String(UnicodeScalar(UInt8(97 + $0))) : "s\($0)" }
        let steps = names.enumerated().map { index, name in
            PlannedStep(
                name: name, command: .shell("echo \(name)"),
                inputs: index == 0 ? [:] : ["in": OutputReference(step: names[index - 1], output: "out")],
                outputs: ["out"], upstream: index == 0 ? [] : [names[index - 1]], environment: ["STEP": name],
                cacheSeed: .sample(1), orchestratorSettings: ["cpu": .number(0.5)])
        }
        return RunPlan(
            pipeline: "digits", stack: Stack.defaultName, components: [.sample(), .sample("o", type: .orchestrator)],
            maxParallelism: 3, sourceDirectory: "/code", steps: steps)
    }
}

extension MetadataStore {
    /// Stores a new run of ``RunPlan/sample(steps:)``.
    func makeRun(
        _ name: String = "digits-1", pipeline: String = "digits", steps: Int = 2, createdAt: Date = moment()
    ) async throws -> Run {
        let run = Run(name: name, pipeline: pipeline, stack: Stack.defaultName, createdAt: createdAt)
        try await create(run, plan: .sample(steps: steps))
        return run
    }

    func launch(_ attempt: Attempt.Key, at seconds: Double = 1) async throws {
        try await launch(
            attempt, inputs: ["in": .sample(3)], cacheKey: .sample(UInt8(clamping: attempt.number)), at: moment(seconds)
        )
    }

    func claim(_ attempt: Attempt.Key, by holder: String, at seconds: Double = 2) async throws -> Bool {
        if case .granted = try await claim(attempt, holder: holder, at: moment(seconds)) { true } else { false }
    }

    func report(
        _ attempt: Attempt.Key, by holder: String, _ outcome: AttemptReport.Outcome, at seconds: Double = 3,
        metrics: [MetricSeries]? = nil
    ) async throws -> Bool {
        try await report(
            AttemptReport(attempt: attempt, holder: holder, outcome: outcome, metrics: metrics), at: moment(seconds))
    }

    /// Lets the step succeed with the output that `artifact` is.
    func succeed(_ step: String, of run: Run, keeping artifact: Artifact = .sample(9), at seconds: Double = 3)
        async throws
    {
        try await launch(run.attempt(step))
        _ = try await claim(run.attempt(step), by: "x")
        _ = try await report(run.attempt(step), by: "x", .succeeded(outputs: ["out": artifact]), at: seconds)
    }

    /// Stores a run on an artifact store that is over, whose step `a` kept `artifact`.
    func makeOverRun(_ name: String, keeping artifact: Artifact = .sample(9)) async throws -> Run {
        let run = Run(name: name, pipeline: "digits", stack: Stack.defaultName, createdAt: moment())
        var plan = RunPlan.sample()
        plan.components = [.kept]
        try await create(run, plan: plan)
        try await succeed("a", of: run, keeping: artifact)
        return try await advance(run.id, to: .failed, reason: nil, at: moment(4))
    }

    /// Everything that can be taken now.
    func takeAll(by holder: String = "p", at seconds: Double = 5) async throws -> [CondemnedContent] {
        var (contents, cursor) = ([CondemnedContent](), String?.none)
        repeat {
            let batch = try await takeCondemned(by: holder, after: cursor, at: moment(seconds))
            contents += batch.contents
            cursor = batch.next
        } while cursor != nil
        return contents
    }

    func step(_ name: String, of run: Run) async throws -> StepRun {
        let steps = try await steps(of: run.id)
        guard let step = steps.first(where: { $0.step == name }) else {
            throw ApusError(.notFound, "the store has no step '\(name)' in \(steps.map(\.step))")
        }
        return step
    }
}

extension Run {
    /// Names an attempt of the run.
    func attempt(_ step: String, _ number: Int = 1) -> Attempt.Key {
        Attempt.Key(run: id, step: step, number: number)
    }
}

extension MetricSeries {
    /// Has `count` points, from 0 on.
    static func sample(_ name: String = "loss", points count: Int = 3) -> MetricSeries {
        MetricSeries(name: name, points: (0..<count).map { MetricPoint(Double($0) / 7, at: $0) })
    }
}

extension AttemptReport.Outcome {
    static let success = Self.succeeded(outputs: ["out": .sample(9)])
    static let failure = Self.failed(AttemptFailure(.command, "the command ended with exit code 3", exitCode: 3))
}
