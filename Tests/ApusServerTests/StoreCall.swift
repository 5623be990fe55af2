import ApusAPI
import ApusClient
import ApusCore
import ApusModel
import FoundationEssentials

/// One call of the interface on ``Samples``, and who may make it.
struct StoreCall: Sendable, CustomStringConvertible {
    enum Access: Sendable {
        case users
        /// Users, and the token of ``Samples/run``.
        case run
        /// Users, and the token of ``Samples/schedule``.
        case schedule
        /// Users and programs of every run.
        case everyone
    }

    let description: String
    let access: Access
    let make: @Sendable (RemoteStore, Samples) async throws -> Void

    init(
        _ description: String, _ access: Access, _ make: @escaping @Sendable (RemoteStore, Samples) async throws -> Void
    ) {
        self.description = description
        self.access = access
        self.make = make
    }

    static let all: [StoreCall] = [
        StoreCall("info", .everyone) { store, _ in _ = try await store.info() },
        StoreCall("create a component", .users) { store, samples in
            try await store.create(samples.component, secrets: [:])
        },
        StoreCall("update a component", .users) { store, samples in
            try await store.update(samples.component, secrets: [:])
        },
        StoreCall("list components", .users) { store, _ in _ = try await store.components(of: nil) },
        StoreCall("find a component by name", .users) { store, _ in
            _ = try await store.component(named: "mine", of: .artifactStore)
        },
        StoreCall("read a component", .users) { store, samples in _ = try await store.component(samples.component.id) },
        StoreCall("read the secrets of the artifact store in the plan", .run) { store, samples in
            guard try await store.secrets(of: samples.component.id) == ["key": SecretString("s3cret")] else {
                throw ApusError(.corrupted, "the secrets differ")
            }
        },
        StoreCall("read the secrets of another component", .users) { store, samples in
            _ = try await store.secrets(of: samples.otherComponent.id)
        },
        StoreCall("read the connector of another component", .users) { store, samples in
            _ = try await store.connector(of: samples.otherComponent.id)
        },
        StoreCall("delete a component", .users) { store, samples in
            try await store.deleteComponent(samples.otherComponent.id)
        },
        StoreCall("create a stack", .users) { store, samples in
            try await store.create(Stack(name: "new", components: [:], createdAt: samples.now))
        },
        StoreCall("list stacks", .users) { store, _ in _ = try await store.stacks() },
        StoreCall("list the components of stacks", .users) { store, _ in _ = try await store.members() },
        StoreCall("find a stack", .users) { store, _ in _ = try await store.stack(named: "default") },
        StoreCall("delete a stack", .users) { store, _ in try await store.deleteStack(.make()) },
        StoreCall("update a stack", .users) { store, samples in
            guard var stack = try await store.stack(named: "default") else { return }
            stack.labels = ["a": "b"]
            try await store.update(stack, replacing: nil)
        },
        StoreCall("create a secret", .users) { store, samples in
            try await store.create(
                Secret(name: "s", keys: ["k"], createdAt: samples.now), values: ["k": SecretString("v")])
        },
        StoreCall("list secrets", .users) { store, _ in _ = try await store.secrets() },
        StoreCall("find a secret by name", .users) { store, _ in _ = try await store.secret(named: "s") },
        StoreCall("read the values of a secret", .users) { store, _ in _ = try await store.values(of: .make()) },
        StoreCall("update a secret", .users) { store, samples in
            try await store.update(
                Secret(name: "s", keys: [], createdAt: samples.now), replacing: nil, values: [:])
        },
        StoreCall("delete a secret", .users) { store, _ in try await store.deleteSecret(.make()) },
        StoreCall("read the secret variables of a step", .run) { store, samples in
            _ = try await store.secretVariables(of: "a", in: samples.run.id)
        },
        StoreCall("create a connector", .users) { store, samples in
            try await store.create(samples.connector, secrets: [:])
        },
        StoreCall("list connectors", .users) { store, _ in _ = try await store.connectors() },
        StoreCall("find a connector by name", .users) { store, _ in _ = try await store.connector(named: "cluster") },
        StoreCall("read a connector", .users) { store, samples in _ = try await store.connector(samples.connector.id) },
        StoreCall("read the secrets of a connector", .users) { store, samples in
            _ = try await store.secrets(of: samples.connector.id)
        },
        StoreCall("read the connector of an artifact store in the plan", .run) { store, samples in
            let (connector, secrets) = try await store.connector(of: samples.component.id)
            guard connector == samples.boundConnector, secrets["secret_access_key"] == SecretString("b0und") else {
                throw ApusError(.corrupted, "the connector differs")
            }
        },
        StoreCall("update a connector", .users) { store, samples in
            try await store.update(samples.connector, secrets: [:])
        },
        StoreCall("delete a connector", .users) { store, samples in
            try await store.deleteConnector(samples.connector.id)
        },
        StoreCall("create a schedule", .users) { store, samples in
            try await store.create(samples.schedule, plan: samples.plan)
        },
        StoreCall("list schedules", .users) { store, _ in _ = try await store.schedules(ScheduleQuery()) },
        StoreCall("find a schedule by name", .users) { store, _ in _ = try await store.schedule(named: "nightly") },
        StoreCall("read a schedule", .users) { store, samples in _ = try await store.schedule(samples.schedule.id) },
        StoreCall("read the plan of a schedule", .users) { store, samples in
            _ = try await store.plan(of: samples.schedule.id)
        },
        StoreCall("update a schedule", .users) { store, samples in
            try await store.update(samples.schedule, replacing: nil, plan: nil)
        },
        StoreCall("delete a schedule", .users) { store, samples in
            try await store.deleteSchedule(samples.schedule.id)
        },
        StoreCall("make a schedule's token", .users) { store, samples in
            _ = try await store.scheduleToken(for: samples.schedule.id)
        },
        StoreCall("start a run of a schedule", .schedule) { store, samples in
            _ = try await store.fire(samples.schedule.id, .scheduled(samples.now), by: nil, at: samples.now)
        },
        StoreCall("start a run of another schedule", .users) { store, samples in
            _ = try await store.fire(samples.otherSchedule.id, .scheduled(samples.now), by: nil, at: samples.now)
        },
        StoreCall("create a run", .users) { store, samples in try await store.create(samples.run, plan: samples.plan) },
        StoreCall("list runs", .users) { store, _ in _ = try await store.runs(RunQuery()) },
        StoreCall("find a run", .users) { store, _ in _ = try await store.run(matching: "one") },
        StoreCall("make a run token", .users) { store, samples in _ = try await store.runToken(for: samples.run.id) },
        StoreCall("ask a run to stop", .users) { store, samples in
            try await store.requestCancellation(of: samples.otherRun.id, at: samples.now)
        },
        StoreCall("look a cached step up", .everyone) { store, _ in
            _ = try await store.cachedStep(for: CanonicalDigest.sample)
        },
        StoreCall("read a run", .run) { store, samples in _ = try await store.run(samples.run.id) },
        StoreCall("read a plan", .run) { store, samples in _ = try await store.plan(of: samples.run.id) },
        StoreCall("read steps", .run) { store, samples in _ = try await store.steps(of: samples.run.id) },
        StoreCall("move a run", .run) { store, samples in
            _ = try await store.advance(samples.run.id, to: .running, reason: nil, at: samples.now)
        },
        StoreCall("conclude a run's main part", .run) { store, samples in
            _ = try await store.conclude(mainPartOf: samples.run.id, as: RunOutcome(.succeeded), at: samples.now)
        },
        StoreCall("launch an attempt", .run) { store, samples in
            try await store.launch(samples.attempt, inputs: [:], cacheKey: nil, at: samples.now)
        },
        StoreCall("claim an attempt", .run) { store, samples in
            _ = try await store.claim(samples.attempt, holder: "pod", at: samples.now)
        },
        StoreCall("survey runs", .users) { store, samples in _ = try await store.survey([samples.run.id]) },
        StoreCall("remove runs", .users) { store, _ in _ = try await store.removeRuns([], keepingArtifacts: false) },
        StoreCall("take condemned contents", .users) { store, samples in
            _ = try await store.takeCondemned(by: "p", after: nil, at: samples.now)
        },
        StoreCall("forget condemned contents", .users) { store, _ in try await store.forgetCondemned([], by: "p") },
        StoreCall("reserve artifacts", .run) { store, samples in
            _ = try await store.reserve([], for: samples.attempt, at: samples.now)
        },
        StoreCall("report an attempt", .run) { store, samples in
            let report = AttemptReport(attempt: samples.attempt, holder: "pod", outcome: .succeeded(outputs: [:]))
            _ = try await store.report(report, at: samples.now)
        },
        StoreCall("lose an attempt", .run) { store, samples in
            _ = try await store.lose(
                samples.attempt, failure: AttemptFailure(.infrastructure, "the node is gone"), at: samples.now)
        },
        StoreCall("end a step", .run) { store, samples in
            _ = try await store.settle("a", of: samples.run.id, as: .skipped(reason: "late"), at: samples.now)
        },
        StoreCall("follow a run", .run) { store, samples in
            _ = try await store.advance(samples.run.id, to: .failed, reason: nil, at: samples.now)
            for try await _ in store.events(of: samples.run.id, after: 0) {}
        },
        StoreCall("follow a run that the caller did not change", .run) { store, samples in
            for try await _ in store.events(of: samples.run.id, after: 0) {}
        },
    ]
}

/// A digest of nothing in particular.
enum CanonicalDigest {
    static var sample: ContentDigest {
        guard let digest = ContentDigest(String(repeating: "ab", count: 32)) else {
            preconditionFailure("64 digits make a digest")
        }
        return digest
    }
}
