import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesConnectors
import KubernetesKubeconfig
import Logging
import Testing

extension Tag {
    /// Needs a real cluster.
    @Tag static var testbed: Self
}

@Suite(
    "A real cluster", .tags(.testbed),
    .enabled(
        if: ["KUBECONFIG", "APUS_TESTBED_NODE"].allSatisfy { ProcessInfo.processInfo.environment[$0] != nil },
        "needs the testbed: Scripts/test starts it and runs this"))
struct TestbedTests {
    static func client() throws -> KubernetesClient { KubernetesClient(try Kubeconfig.load().access()) }

    static func configMap(_ name: String, _ data: JSONValue = [:]) -> JSONValue {
        [
            "apiVersion": "v1", "kind": "ConfigMap", "data": data,
            "metadata": ["name": .string(name), "labels": ["apus.dev/test": .string(name)]],
        ]
    }

    @Test("says its version, has Jobs, and lists its namespaces page by page")
    func reading() async throws {
        let client = try Self.client()
        #expect(try await client.serverVersion() >= ServerVersion(major: 1, minor: 20, description: ""))
        #expect(try await client.serves(.jobs))
        #expect(try await client.groupVersions().contains("batch/v1"))
        let names = try await client.list(.namespaces, pageSize: 1).items.map(\.metadata.name)
        #expect(names.contains("default") && names.contains("kube-system"))
        #expect(try await client.selfSubjectAccessReview("create", .jobs, in: "default").isAllowed)
        await client.close()
    }

    @Test("tells of a ConfigMap's life, and refuses to make it twice", .timeLimit(.minutes(20)))
    func watching() async throws {
        let client = try Self.client()
        let name = "apus-test-\(UUID().uuidString.lowercased())"
        let selector = ObjectSelector.labels("apus.dev/test=\(name)")
        var told: [String] = []
        for try await event in Reflector(client, .configMaps, in: "default", matching: selector).events() {
            switch event {
            case .synced:
                told.append("synced")
                try await client.create(Self.configMap(name, ["a": "1"]), as: .configMaps, in: "default")
            case .added(let object):
                told.append("added \(object["data"]?["a"]?.stringValue ?? "")")
                await #expect(throws: ApusError(.alreadyExists, "")) {
                    try await client.create(Self.configMap(name), as: .configMaps, in: "default")
                }
                try await client.patch(.configMaps, name, in: "default", with: .merge(["data": ["a": "2"]]))
            case .modified(let object):
                told.append("modified \(object["data"]?["a"]?.stringValue ?? "")")
                #expect(try await client.delete(.configMaps, name, in: "default", uid: object.metadata.uid))
            case .deleted: told.append("deleted")
            }
            if told.last == "deleted" { break }
        }
        #expect(told == ["synced", "added 1", "modified 2", "deleted"])
        #expect(try await !client.delete(.configMaps, name, in: "default"))
        await client.close()
    }

    @Test("a missing namespace, a wrong token and a foreign authority are told apart")
    func failures() async throws {
        var access = try Kubeconfig.load().access()
        let client = KubernetesClient(access)
        let missing = try #require(
            await #expect(throws: ApusError.self) {
                try await client.create(Self.configMap("x"), as: .configMaps, in: "no-such-namespace")
            })
        #expect(missing.code == .notFound && missing.summary.contains("'no-such-namespace'"))
        await client.close()

        access.identity = nil
        access.credential = .token(SecretString("wrong"))
        let stranger = KubernetesClient(access)
        await #expect(throws: ApusError(.unauthorized, "")) { try await stranger.list(.namespaces) }
        await stranger.close()

        access.authority = .system
        let distrustful = KubernetesClient(access)
        await #expect(throws: ApusError(.untrusted, "")) { try await distrustful.list(.namespaces) }
        await distrustful.close()
    }

    @Test("is reached through a connector that keeps its context")
    func connector() async throws {
        var registry = try FlavorRegistry()
        try KubernetesConnectors.register(into: &registry)
        let method = try registry.connectorType("kubernetes").authMethod("kubeconfig-context")
        let (plain, secrets) = method.schema.separatingSecrets(try await method.prepare([:]))
        let record = Connector(
            name: "testbed", type: "kubernetes", authMethod: method.name, resourceTypes: [.kubernetesCluster],
            configuration: plain, secretOptions: secrets.keys.sorted(), createdAt: Date())
        let connector = try method.make(
            ConnectorContext(connector: record, secrets: secrets, logger: Logger(label: "test")))
        let cluster = try #require(try await connector.resources(of: .kubernetesCluster, matching: nil).first)
        let access = try await ClusterAccess.renewed { try await connector.access(to: cluster, of: .kubernetesCluster) }
        let client = KubernetesClient(access)
        #expect(try await client.list(.namespaces).items.contains { $0.metadata.name == "default" })
        await client.close()
    }

    @Test(
        "runs a pod whose output is followed to its end, and whose end is told", .timeLimit(.minutes(20)),
        .enabled(if: ProcessInfo.processInfo.environment["APUS_TESTBED_NODE"] == "1", "the testbed has no node here"))
    func pod() async throws {
        let client = try Self.client()
        let name = "apus-test-\(UUID().uuidString.lowercased())"
        let registry = ProcessInfo.processInfo.environment["APUS_TESTBED_REGISTRY"] ?? ""
        let program =
            "import time\nfor n in range(3): print('line', n, flush=True); time.sleep(0.2)\nraise SystemExit(3)"
        let container: JSONValue = [
            "name": "main", "image": .string("\(registry)/apus/python:3.11"),
            "command": ["python3", "-c", .string(program)],
        ]
        let manifest: JSONValue = [
            "apiVersion": "v1", "kind": "Pod", "metadata": ["name": .string(name)],
            "spec": ["restartPolicy": "Never", "containers": [container], "terminationGracePeriodSeconds": 0],
        ]
        try await client.create(manifest, as: .pods, in: "default")
        var lines: [String] = []
        var end: Pod?
        for try await event in Reflector(
            client, .pods, in: "default", matching: .fields("metadata.name=\(name)")
        ).events() {
            let pod: Pod
            switch event {
            case .added(let seen), .modified(let seen): pod = seen
            case .deleted, .synced: continue
            }
            if lines.isEmpty, let state = pod.containers.first?.state, state.termination != nil || state.isRunning {
                lines = try await client.withLog(of: name, in: "default", options: PodLogOptions(follow: true)) {
                    output in
                    var lines: [String] = []
                    for try await line in output.lines { lines.append(String(decoding: line, as: UTF8.self)) }
                    return lines
                }
            }
            if pod.phase.isFinal {
                end = pod
                break
            }
        }
        try await client.delete(.pods, name, in: "default", gracePeriod: 0)
        #expect(lines == ["line 0", "line 1", "line 2"])
        #expect(end?.phase == .failed)
        #expect(end?.containers.first?.state.termination?.exitCode == 3)
        #expect(end?.nodeName != nil && end?.podIP != nil)
        await client.close()
    }
}
