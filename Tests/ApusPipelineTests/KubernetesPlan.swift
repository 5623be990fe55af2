import ApusCore
import ApusModel
import ApusPlanner
import FoundationEssentials
import KubernetesManifests
import Testing

/// Plans for a cluster that nobody asks.
enum KubernetesPlan {
    /// The plan of a pipeline, whose program, if it is one, is in its images as `/apus/program/bin/program`.
    static func make(_ spec: PipelineSpec) async throws -> RunPlan {
        let flavor = Flavor(
            type: .orchestrator, name: "kubernetes", summary: "",
            configuration: KubernetesOrchestratorConfiguration.self, isRemote: { _ in true }
        ) { _, _ in throw ApusError(.unsupported, "not made here") }
        let day = Date(timeIntervalSince1970: 0)
        let orchestrator = Component(
            id: Identifier(rawValue: "o"), type: .orchestrator, name: "k8s", flavor: "kubernetes", configuration: [:],
            createdAt: day)
        let target = PlanCompiler.Target(
            stack: Stack(name: "s", components: [:], createdAt: day), components: [orchestrator],
            orchestratorFlavor: flavor, artifactStoreLocation: "s3://b")
        let digest = try #require(ContentDigest(String(repeating: "a", count: 64)))
        let compiler = PlanCompiler(
            target: target, source: .init(directory: "/code", digest: digest),
            program: .init(words: ["/apus/program/bin/program"], digest: digest)
        ) {
            PinnedImage(reference: "r/\($0)@new", base: "\($0)@base")
        }
        return try await compiler.compile(spec)
    }

    /// The pods of the run: the orchestrator's under its own name, and one for each step.
    static func pods(_ plan: RunPlan) throws -> [String: JSONValue] {
        let id = Identifier<Run>(rawValue: "01a1ad78-0000-7000-8000-000000000001")
        let run = Run(
            id: id, name: "r", pipeline: plan.pipeline, stack: plan.stack, createdAt: Date(timeIntervalSince1970: 0))
        let manifests = try RunManifests(
            run: run, plan: plan, url: "http://10.0.0.1:8237", token: SecretString("t"), pullCredentials: [:])
        var pods = ["orchestrator": try #require(manifests.orchestrator["spec"]?["template"])]
        for step in plan.steps {
            let job = try manifests.jobs.step(
                Attempt.Key(run: id, step: step.name, number: 1), owner: JobOwner(name: "o", uid: "u"))
            pods[step.name] = try #require(job["spec"]?["template"])
        }
        return pods
    }
}
