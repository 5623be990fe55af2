import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@testable import KubernetesManifests

@Suite("Pod settings, whatever they are,")
struct PodSettingsPropertyTests {
    private static let seeds = (0..<80).map(UInt64.init)
    private let path = SettingPath("pod_settings", of: "a test")

    @Test("give the same pod in camelCase and snake_case")
    func spellings() async throws {
        for seed in Self.seeds {
            await Task.yield()
            var random = RandomPodSettings(random: SeededGenerator(seed: seed))
            let settings = random.make()
            let respelled = random.respelled(settings)
            let plain = try PodSettings.canonical(settings, at: path)
            #expect(try PodSettings.canonical(respelled, at: path) == plain, "seed \(seed)")
            #expect(try PodSettings.canonical(plain, at: path) == plain, "seed \(seed)")
            guard seed % 8 == 0 else { continue }  // what follows from equal settings takes longer
            #expect(try Self.job(respelled) == Self.job(settings), "seed \(seed)")
        }
    }

    @Test("merge the same, whichever two of three levels are merged first")
    func associates() async throws {
        for seed in Self.seeds {
            await Task.yield()
            var random = RandomPodSettings(random: SeededGenerator(seed: seed))
            let levels = try (0..<3).map { _ in try PodSettings.canonical(random.make(), at: path) }
            let left = levels[0].merging(levels[1]).merging(levels[2])
            #expect(left == levels[0].merging(levels[1].merging(levels[2])), "seed \(seed)")
            #expect(try PodSettings.canonical(left, at: path) == left, "seed \(seed)")
        }
    }

    @Test(
        "make Jobs that the newest schema of Kubernetes accepts, strictly",
        .enabled(if: Schema.python != nil, "needs kubernetes-validate; run Scripts/setup"))
    func fitSchema() async throws {
        let current = try await Schema.fields(of: ["io.k8s.api.core.v1.PodSpec"], release: "")
        let declared = APISchema.types.flatMap { type, fields in fields.map { "\(type).\($0.name)" } }
        let old = Set(declared).subtracting(current)
        var jobs: [JSONValue] = []
        for seed in Self.seeds {
            await Task.yield()
            var random = RandomPodSettings(random: SeededGenerator(seed: seed), leftOut: old)
            jobs += try Self.job(random.make())
        }
        let complaints = try await Schema.complaints(about: jobs, release: "")
        #expect(complaints == "")
    }

    /// A step's Job and the orchestrator's.
    private static func job(_ settings: JSONValue) throws -> [JSONValue] {
        let options: [String: JSONValue] = ["pod_settings": settings, "orchestrator_pod_settings": settings]
        let run = Run(
            id: Identifier(rawValue: "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"), name: "r-1", pipeline: "p", stack: "s",
            createdAt: Date(timeIntervalSince1970: 0))
        let plan = RunPlan(
            pipeline: "p", stack: "s", orchestratorSettings: options, orchestratorImage: "i@sha256:1",
            steps: [
                PlannedStep(name: "a", command: .shell("true"), image: "i@sha256:1", orchestratorSettings: options)
            ])
        let manifests = JobManifest(
            run: run, plan: plan, options: try PlanOptions(plan),
            server: ServerEnvironment(url: "", token: .secret("t")))
        return [
            try manifests.step(Attempt.Key(run: run.id, step: "a", number: 1), owner: JobOwner(name: "o", uid: "u")),
            try manifests.orchestrator(serviceAccount: "sa"),
        ]
    }
}
