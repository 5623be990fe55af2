import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Logging
import SystemPackage
import Testing

@testable import KubernetesPlugin

@Suite("Schedules in a cluster")
struct SchedulingTests {
    private let cluster = ScheduleCluster(minor: 29)
    private let name = "nightly-1a2b3c4d5e6f"
    private var cronJob: String { "cronjobs/\(name)" }
    private var secret: String { "secrets/\(name)-token" }

    private static func schedule(zone: String = "UTC") throws -> Schedule {
        Schedule(
            id: Identifier(rawValue: "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"), name: "nightly", pipeline: "digits",
            stack: "k8s", cron: try CronExpression("30 2 * * *"), timeZone: zone,
            createdAt: Date(timeIntervalSince1970: 0))
    }

    private static func orchestrator(_ cluster: ScheduleCluster) throws -> KubernetesOrchestrator {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let access = try ClusterAccess(
            server: ScheduleCluster.url, name: "test", namespace: "zenml",
            credential: .token(SecretString("secret-token")))
        let http = cluster.client
        let component = Component(
            type: .orchestrator, name: "k8s", flavor: "kubernetes", createdAt: Date(timeIntervalSince1970: 0))
        return KubernetesOrchestrator(
            configuration: KubernetesOrchestratorConfiguration(),
            context: ComponentContext(component: component, home: "/nowhere", logger: logger),
            reached: KubernetesClient(
                access, retry: .init(attempts: 1, clock: ContinuousClock()), logger: logger, http: { _ in http }))
    }

    private func submitted(_ schedule: Schedule) -> SubmittedSchedule {
        let server = RunEnvironment.Server(
            url: "http://10.244.0.1:8237", runToken: { _ in SecretString("no") },
            scheduleToken: { SecretString("token-of-\($0)") })
        let plan = RunPlan(
            pipeline: "digits", stack: "k8s", orchestratorImage: "r/digits@sha256:1",
            steps: [PlannedStep(name: "a", command: .shell("true"), image: "r/digits@sha256:1")])
        return SubmittedSchedule(
            schedule: schedule, plan: plan,
            environment: RunEnvironment(
                store: InMemoryMetadataStore(), artifactStore: InMemoryArtifactStore(), server: server,
                programs: "/nowhere"))
    }

    @Test("are a CronJob and a Secret that goes with it, which alone holds the token")
    func makes() async throws {
        let schedule = try Self.schedule(zone: "Europe/Berlin")
        let submission = try await Self.orchestrator(cluster).put(submitted(schedule))
        #expect(submission.handle == name && submission.notice == nil)
        #expect(cluster.paths.contains("/apis/batch/v1/namespaces/zenml/cronjobs/\(name)"))
        let kept = cluster.kept
        #expect(Set(kept.keys) == [cronJob, secret])
        #expect(kept[cronJob]?["spec"]?["timeZone"] == "Europe/Berlin")
        #expect(kept[secret]?["stringData"]?["token"] == .string("token-of-\(schedule.id)"))
        #expect(try CanonicalJSON.text(try #require(kept[cronJob])).contains("token-of") == false)
        let owner = kept[secret]?["metadata"]?["ownerReferences"]?.arrayValue?.first
        #expect(owner?["kind"] == "CronJob" && owner?["name"] == .string(name))
        #expect(owner?["uid"] == .string("uid-\(cronJob)") && owner?["apiVersion"] == "batch/v1")
    }

    @Test("are changed in place")
    func changes() async throws {
        let orchestrator = try Self.orchestrator(cluster)
        var schedule = try Self.schedule(zone: "Europe/Berlin")
        schedule.startingDeadlineSeconds = 60
        _ = try await orchestrator.put(submitted(schedule))
        let first = cluster.kept
        _ = try await orchestrator.put(submitted(schedule))
        #expect(cluster.kept == first)
        schedule.cron = try CronExpression("@hourly")
        schedule.isSuspended = true
        schedule.startingDeadlineSeconds = nil
        _ = try await orchestrator.put(submitted(schedule))
        let spec = cluster.kept[cronJob]?["spec"]
        #expect(Set(cluster.kept.keys) == [cronJob, secret])
        #expect(spec?["schedule"] == "@hourly" && spec?["suspend"] == true)
        #expect(spec?["startingDeadlineSeconds"] == nil)
        #expect(cluster.kept[secret]?["metadata"]?["ownerReferences"] != nil)
    }

    @Test("are of batch/v1beta1, without time zones, where that is all there is", arguments: [20, 19])
    func old(minor: Int) async throws {
        let cluster = ScheduleCluster(minor: minor)
        let orchestrator = try Self.orchestrator(cluster)
        let submission = try await orchestrator.put(submitted(Self.schedule()))
        #expect(cluster.paths.contains("/apis/batch/v1beta1/namespaces/zenml/cronjobs/\(name)"))
        #expect(cluster.kept[cronJob]?["spec"]?["timeZone"] == nil)
        #expect(submission.notice?.contains("no time zones") == true)
        let others = ScheduleCluster(minor: minor)
        let error = await #expect(throws: ApusError.self) {
            try await Self.orchestrator(others).put(submitted(Self.schedule(zone: "Asia/Tokyo")))
        }
        #expect(error?.code == .unsupported)
        #expect(others.kept.isEmpty)
    }

    @Test("have time zones from 1.25 on", arguments: [(24, false), (25, true), (27, true)])
    func zones(minor: Int, has: Bool) async throws {
        let cluster = ScheduleCluster(minor: minor)
        _ = try await Self.orchestrator(cluster).put(submitted(Self.schedule()))
        #expect((cluster.kept[cronJob]?["spec"]?["timeZone"] == "Etc/UTC") == has)
        #expect(cluster.paths.contains("/apis/batch/v1/namespaces/zenml/cronjobs/\(name)"))
    }

    @Test("that the cluster refuses leave nothing behind, and what was there before stays")
    func refused() async throws {
        let orchestrator = try Self.orchestrator(cluster)
        cluster.refuse("/cronjobs/", with: 422)
        let error = await #expect(throws: ApusError.self) {
            try await orchestrator.put(submitted(Self.schedule()))
        }
        #expect(error?.code == .rejected)
        #expect(cluster.kept.isEmpty)
        cluster.refuse(nil)
        var schedule = try Self.schedule()
        schedule.handle = try await orchestrator.put(submitted(schedule)).handle
        let before = cluster.kept
        cluster.refuse("/cronjobs/", with: 403)
        let placed = submitted(schedule)
        _ = await #expect(throws: ApusError.self) { try await orchestrator.put(placed) }
        #expect(cluster.kept == before)
    }

    @Test("are paused and resumed by one field; one that is gone is said to be")
    func suspends() async throws {
        let orchestrator = try Self.orchestrator(cluster)
        let schedule = try Self.schedule()
        _ = try await orchestrator.put(submitted(schedule))
        for wanted in [true, false] {
            try await orchestrator.setSuspended(wanted, of: schedule)
            #expect(cluster.kept[cronJob]?["spec"]?["suspend"] == .boolean(wanted))
            #expect(cluster.kept[cronJob]?["spec"]?["schedule"] == "30 2 * * *")
        }
        cluster.forget(cronJob)
        let error = await #expect(throws: ApusError.self) {
            try await orchestrator.setSuspended(true, of: schedule)
        }
        #expect(error?.code == .notFound && error?.hint == "apus pipeline schedule repair")
    }

    @Test("are deleted by what they are labelled, and twice is no error")
    func deletes() async throws {
        let orchestrator = try Self.orchestrator(cluster)
        let schedule = try Self.schedule()
        _ = try await orchestrator.put(submitted(schedule))
        #expect(try await orchestrator.deleteSchedule(.make()) == false)
        #expect(cluster.kept[cronJob] != nil)
        cluster.refuse("/cronjobs", with: 503)
        let error = await #expect(throws: ApusError.self) { try await orchestrator.deleteSchedule(schedule.id) }
        #expect(error?.code == .unavailable)
        cluster.refuse(nil)
        #expect(try await orchestrator.deleteSchedule(schedule.id))
        #expect(cluster.kept[cronJob] == nil)
        #expect(try await orchestrator.deleteSchedule(schedule.id) == false)
    }

    @Test("are listed as the cluster has them, whosever they are")
    func lists() async throws {
        let orchestrator = try Self.orchestrator(cluster)
        var schedule = try Self.schedule(zone: "Asia/Tokyo")
        schedule.isSuspended = true
        _ = try await orchestrator.put(submitted(schedule))
        #expect(
            try await orchestrator.placedSchedules() == [
                PlacedSchedule(
                    handle: name, schedule: schedule.id, name: "nightly", server: "http://10.244.0.1:8237",
                    cron: "30 2 * * *", timeZone: "Asia/Tokyo", isSuspended: true)
            ])
    }
}
