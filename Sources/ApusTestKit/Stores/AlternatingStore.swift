public import ApusCore
public import ApusModel
public import FoundationEssentials
import Synchronization

/// Sends every call to the next of several stores, as if each call came from another process.
public final class AlternatingStore: MetadataStore {
    private let stores: [any MetadataStore]
    private let count = Atomic(0)

    public init(_ stores: [any MetadataStore]) { self.stores = stores }

    private var next: any MetadataStore {
        stores[count.wrappingAdd(1, ordering: .relaxed).oldValue % stores.count]
    }

    public func create(_ component: Component, secrets: [String: SecretString]) async throws {
        try await next.create(component, secrets: secrets)
    }
    public func update(
        _ component: Component, replacing old: Component?, secrets: [String: SecretString]
    ) async throws {
        try await next.update(component, replacing: old, secrets: secrets)
    }
    public func components(of type: ComponentType?) async throws -> [Component] { try await next.components(of: type) }
    public func component(named name: String, of type: ComponentType) async throws -> Component? {
        try await next.component(named: name, of: type)
    }
    public func component(_ id: Identifier<Component>) async throws -> Component? { try await next.component(id) }
    public func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] {
        try await next.secrets(of: component)
    }
    public func deleteComponent(_ id: Identifier<Component>) async throws { try await next.deleteComponent(id) }

    public func create(_ connector: Connector, secrets: [String: SecretString]) async throws {
        try await next.create(connector, secrets: secrets)
    }
    public func update(
        _ connector: Connector, replacing old: Connector?, secrets: [String: SecretString]
    ) async throws {
        try await next.update(connector, replacing: old, secrets: secrets)
    }
    public func connectors() async throws -> [Connector] { try await next.connectors() }
    public func connector(named name: String) async throws -> Connector? { try await next.connector(named: name) }
    public func connector(_ id: Identifier<Connector>) async throws -> Connector? { try await next.connector(id) }
    public func secrets(of connector: Identifier<Connector>) async throws -> [String: SecretString] {
        try await next.secrets(of: connector)
    }
    public func deleteConnector(_ id: Identifier<Connector>) async throws { try await next.deleteConnector(id) }

    public func create(_ stack: Stack) async throws { try await next.create(stack) }
    public func stacks() async throws -> [Stack] { try await next.stacks() }
    public func members() async throws -> [Component] { try await next.members() }
    public func stack(named name: String) async throws -> Stack? { try await next.stack(named: name) }
    public func update(_ stack: Stack, replacing old: Stack?) async throws {
        try await next.update(stack, replacing: old)
    }
    public func deleteStack(_ id: Identifier<Stack>, withComponents: Bool) async throws -> [Component] {
        try await next.deleteStack(id, withComponents: withComponents)
    }

    public func create(_ secret: Secret, values: [String: SecretString]) async throws {
        try await next.create(secret, values: values)
    }
    public func update(_ secret: Secret, replacing old: Secret?, values: [String: SecretString]) async throws {
        try await next.update(secret, replacing: old, values: values)
    }
    public func secrets() async throws -> [Secret] { try await next.secrets() }
    public func secret(named name: String) async throws -> Secret? { try await next.secret(named: name) }
    public func values(of secret: Identifier<Secret>) async throws -> [String: SecretString] {
        try await next.values(of: secret)
    }
    public func deleteSecret(_ id: Identifier<Secret>) async throws { try await next.deleteSecret(id) }
    public func secretVariables(of step: String, in run: Identifier<Run>) async throws -> [String: SecretString] {
        try await next.secretVariables(of: step, in: run)
    }

    public func create(_ schedule: Schedule, plan: RunPlan) async throws { try await next.create(schedule, plan: plan) }
    public func update(_ schedule: Schedule, replacing old: Schedule?, plan: RunPlan?) async throws {
        try await next.update(schedule, replacing: old, plan: plan)
    }
    public func schedules(_ query: ScheduleQuery) async throws -> Page<Schedule> { try await next.schedules(query) }
    public func schedule(named name: String) async throws -> Schedule? { try await next.schedule(named: name) }
    public func schedule(_ id: Identifier<Schedule>) async throws -> Schedule? { try await next.schedule(id) }
    public func plan(of schedule: Identifier<Schedule>) async throws -> RunPlan { try await next.plan(of: schedule) }
    public func fire(_ schedule: Identifier<Schedule>, _ firing: Firing, by job: String?, at: Date) async throws -> Run
    {
        try await next.fire(schedule, firing, by: job, at: at)
    }
    public func deleteSchedule(_ id: Identifier<Schedule>) async throws { try await next.deleteSchedule(id) }

    public func create(_ run: Run, plan: RunPlan) async throws { try await next.create(run, plan: plan) }
    public func run(_ id: Identifier<Run>) async throws -> Run? { try await next.run(id) }
    public func run(matching text: String) async throws -> Run? { try await next.run(matching: text) }
    public func runs(_ query: RunQuery) async throws -> Page<Run> { try await next.runs(query) }
    public func plan(of run: Identifier<Run>) async throws -> RunPlan { try await next.plan(of: run) }
    public func steps(of run: Identifier<Run>) async throws -> [StepRun] { try await next.steps(of: run) }
    public func advance(_ run: Identifier<Run>, to status: RunStatus, reason: String?, at: Date) async throws -> Run {
        try await next.advance(run, to: status, reason: reason, at: at)
    }
    public func requestCancellation(of run: Identifier<Run>, at: Date) async throws {
        try await next.requestCancellation(of: run, at: at)
    }
    public func conclude(mainPartOf run: Identifier<Run>, as outcome: RunOutcome, at: Date) async throws -> RunOutcome {
        try await next.conclude(mainPartOf: run, as: outcome, at: at)
    }
    public func launch(
        _ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?, at: Date
    ) async throws {
        try await next.launch(attempt, inputs: inputs, cacheKey: cacheKey, at: at)
    }
    public func claim(
        _ attempt: Attempt.Key, holder: String, at: Date, waiting patience: Duration
    ) async throws -> ClaimDecision {
        try await next.claim(attempt, holder: holder, at: at, waiting: patience)
    }
    public func report(_ report: AttemptReport, at: Date) async throws -> Bool { try await next.report(report, at: at) }
    public func lose(_ attempt: Attempt.Key, failure: AttemptFailure, at: Date) async throws -> StepRun {
        try await next.lose(attempt, failure: failure, at: at)
    }
    public func settle(
        _ step: String, of run: Identifier<Run>, as settlement: StepSettlement, at: Date
    ) async throws -> StepRun {
        try await next.settle(step, of: run, as: settlement, at: at)
    }
    public func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key, at: Date) async throws -> [ContentDigest] {
        try await next.reserve(artifacts, for: attempt, at: at)
    }
    public func survey(_ runs: [Identifier<Run>]) async throws -> RunSurvey { try await next.survey(runs) }
    public func removeRuns(_ runs: [Identifier<Run>], keepingArtifacts: Bool) async throws -> [Identifier<Run>] {
        try await next.removeRuns(runs, keepingArtifacts: keepingArtifacts)
    }
    public func takeCondemned(by holder: String, after cursor: String?, at: Date) async throws -> CondemnedBatch {
        try await next.takeCondemned(by: holder, after: cursor, at: at)
    }
    public func forgetCondemned(_ deleted: [CondemnedContent], by holder: String) async throws {
        try await next.forgetCondemned(deleted, by: holder)
    }
    public func deleteRun(_ run: Identifier<Run>) async throws { try await next.deleteRun(run) }
    public func cachedStep(for key: ContentDigest) async throws -> StepRun? { try await next.cachedStep(for: key) }
    public func events(of run: Identifier<Run>, after cursor: Int64) -> AsyncThrowingStream<RunEvent, any Error> {
        next.events(of: run, after: cursor)
    }
}
