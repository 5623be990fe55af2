import ApusClient
import ApusCore
import ApusHTTP
import ApusImages
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesKubeconfig
import KubernetesManifests
import KubernetesPlugin
import Logging
import OCIPlugin
import S3Plugin
import SystemPackage

/// The testbed's cluster, registry and bucket, and a server of this process that pods reach.
struct ClusterBench {
    private static let namespace = "zenml"
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// An image with the programs, published once for all runs.
    private static let image = Task {
        try await withScratchFolder { folder in
            let registry = Component(
                type: .containerRegistry, name: "images", flavor: "oci",
                configuration: ["uri": .string(variable("APUS_TESTBED_REGISTRY"))], createdAt: Date())
            let images = RunImages(
                registry: try flavors().makeContainerRegistry(
                    ComponentContext(component: registry, home: folder, logger: logger)),
                runtime: RuntimeBundle(programs: programs), code: nil,
                cache: LayerCache(folder: folder.appending("layers")))
            return try await images.publish(on: "apus/python:3.11", repository: "conformance").reference
        }
    }

    private static var programs: FilePath { FilePath(variable("APUS_TEST_PROGRAMS")) }

    /// Calls `body` with a bench, and removes what its runs left in the cluster.
    static func withBench(_ body: @Sendable (OrchestratorConformance.Bench) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let store = InMemoryMetadataStore()
            try await withServer(store, in: folder) { server in
                let bench = try await bench(store, server, in: folder)
                do {
                    try await body(bench)
                } catch {
                    try await removeJobs(of: store)
                    throw error
                }
                try await removeJobs(of: store)
            }
        }
    }

    private static func bench(
        _ store: InMemoryMetadataStore, _ server: RunEnvironment.Server, in folder: FilePath
    ) async throws -> OrchestratorConformance.Bench {
        let secrets: [String: SecretString] = [
            "access_key_id": SecretString("apus"), "secret_access_key": SecretString("apus-secret"),
        ]
        let bucket = Component(
            type: .artifactStore, name: "bucket", flavor: "s3",
            configuration: [
                "path": .string("s3://\(variable("APUS_TESTBED_S3_BUCKET"))/\(Identifier<Component>.make())"),
                "endpoint_url": .string(variable("APUS_TESTBED_S3_ENDPOINT")),
            ], secretOptions: secrets.keys.sorted(), createdAt: Date())
        try await store.create(bucket, secrets: secrets)
        let settings: [String: JSONValue] = [
            "kubernetes_context": "apus-testbed", "kubernetes_namespace": .string(namespace),
        ]
        let cluster = Component(
            type: .orchestrator, name: "cluster", flavor: "kubernetes", configuration: settings, createdAt: Date())
        let flavors = try flavors()
        let artifacts = try flavors.makeArtifactStore(
            ComponentContext(component: bucket, secrets: secrets, home: folder, logger: logger))
        return OrchestratorConformance.Bench(
            orchestrator: try flavors.makeOrchestrator(
                ComponentContext(component: cluster, home: folder, logger: logger)),
            environment: RunEnvironment(store: store, artifactStore: artifacts, server: server, programs: programs)
        ) { steps in
            let image = try await image.value
            let placed = steps.map { step in
                var step = step
                step.image = image
                step.orchestratorSettings = settings
                return step
            }
            return RunPlan(
                pipeline: "conformance", stack: "cluster", components: [bucket, cluster],
                orchestratorSettings: settings, orchestratorImage: image, steps: placed)
        }
    }

    private static func withServer(
        _ store: InMemoryMetadataStore, in folder: FilePath,
        _ body: @Sendable (RunEnvironment.Server) async throws -> Void
    ) async throws {
        let (urls, feed) = AsyncStream.makeStream(of: String.self)
        let keys = folder.appending("server")
        let server = MetadataServer(
            configuration: ServerConfiguration(host: variable("APUS_TESTBED_SERVER_HOST"), port: 0, folder: keys),
            store: store, logger: logger, onListening: { feed.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { feed.finish() }
                try await server.run()
            }
            guard let url = await urls.first(where: { _ in true }) else {
                try await tasks.next()
                throw ApusError(.internalFailure, "the server ended before it listened")
            }
            let key = try Data(contentsOf: URL(filePath: keys.appending("api-key").string))
            let remote = try RemoteStore(
                url: url, token: SecretString(String(decoding: key, as: UTF8.self).trimmed),
                client: CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none)))
            try await body(
                RunEnvironment.Server(
                    url: url, runToken: { try await remote.runToken(for: $0) },
                    scheduleToken: { try await remote.scheduleToken(for: $0) }))
            tasks.cancelAll()
        }
    }

    private static func removeJobs(of store: InMemoryMetadataStore) async throws {
        let client = KubernetesClient(try Kubeconfig.load().access(), logger: logger)
        for run in try await store.runs(RunQuery()).items {
            try await client.deleteAll(
                .jobs, in: namespace, matching: .labels(ObjectLabel.selector(run: run.id)))
        }
        await client.close()
    }

    private static func flavors() throws -> FlavorRegistry {
        try FlavorRegistry([S3Plugin(), OCIPlugin(), KubernetesPlugin()])
    }

    /// The suite is skipped without the variables.
    private static func variable(_ name: String) -> String { ProcessInfo.processInfo.environment[name] ?? "" }
}
