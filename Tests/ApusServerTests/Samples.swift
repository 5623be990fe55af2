import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials

/// What the tests of who may do what work on.
struct Samples: Sendable {
    let now = Timestamp.rounded(Date())
    /// In the plan of ``run``.
    let component: Component
    /// In no plan.
    let otherComponent: Component
    /// In no plan.
    let connector: Connector
    /// That of the artifact store in the plan of ``run``.
    let boundConnector: Connector
    let run: Run
    let otherRun: Run
    let schedule: Schedule
    let otherSchedule: Schedule

    init() {
        boundConnector = Connector(
            name: "buckets", type: "s3-bucket", authMethod: "secret-key", resourceTypes: [.s3Bucket],
            secretOptions: ["secret_access_key"], createdAt: now)
        component = Component(
            type: .artifactStore, name: "mine", flavor: "s3", secretOptions: ["key"],
            connector: ConnectorBinding(
                connector: boundConnector.id, resourceType: .s3Bucket, resourceID: "s3://bucket"), createdAt: now)
        otherComponent = Component(
            type: .artifactStore, name: "other", flavor: "s3", secretOptions: ["key"], createdAt: now)
        connector = Connector(
            name: "cluster", type: "kubernetes", authMethod: "token", resourceTypes: [.kubernetesCluster],
            createdAt: now)
        run = Run(name: "one", pipeline: "digits", stack: Stack.defaultName, createdAt: now)
        otherRun = Run(name: "two", pipeline: "digits", stack: Stack.defaultName, createdAt: now)
        schedule = Self.schedule("nightly", at: now)
        otherSchedule = Self.schedule("hourly", at: now)
    }

    var plan: RunPlan {
        RunPlan(
            pipeline: "digits", stack: Stack.defaultName, components: [component],
            steps: [PlannedStep(name: "a", command: .shell("true"))])
    }

    private static func schedule(_ name: String, at: Date) -> Schedule {
        do {
            return Schedule(
                name: name, pipeline: "digits", stack: Stack.defaultName, cron: try CronExpression("@daily"),
                createdAt: at)
        } catch {
            preconditionFailure("@daily is a cron expression")
        }
    }

    var attempt: Attempt.Key { Attempt.Key(run: run.id, step: "a", number: 1) }

    /// A store with all of this.
    func stored(in contents: InMemoryMetadataStore.Contents = .init()) async throws -> InMemoryMetadataStore {
        let store = InMemoryMetadataStore(contents)
        try await store.create(boundConnector, secrets: ["secret_access_key": SecretString("b0und")])
        try await store.create(component, secrets: ["key": SecretString("s3cret")])
        try await store.create(otherComponent, secrets: ["key": SecretString("0ther")])
        try await store.create(connector, secrets: ["token": SecretString("t0ken")])
        try await store.create(run, plan: plan)
        for schedule in [schedule, otherSchedule] { try await store.create(schedule, plan: plan) }
        try await store.create(otherRun, plan: RunPlan(pipeline: "digits", stack: Stack.defaultName, steps: plan.steps))
        return store
    }
}
