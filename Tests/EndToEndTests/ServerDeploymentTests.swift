import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite(
    "A server in the cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized,
    .timeLimit(.minutes(20)))
struct ServerDeploymentTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    @Test("is installed, used without an ingress, upgraded with its data, and removed so that nothing is left")
    func course() async throws {
        try await withCluster { terminal, namespace in
            let place = "--kubernetes-context apus-testbed --namespace \(namespace)"
            // The testbed has neither DNS nor Services; so pods come to the server by way of this machine.
            let port = Int.random(in: 20_000..<30_000)
            let address = testbed.variable("APUS_TESTBED_SERVER_HOST")
            let options =
                "\(place) --image-registry images --storage-class \(namespace) --storage-size 1Gi"
                + " --base-url http://\(address):\(port) -o json"
            try await terminal.must(
                "apus container-registry register images --flavor oci --uri=\(testbed.variable("APUS_TESTBED_REGISTRY"))"
            )
            let deployed = try await terminal.run("apus server deploy \(options)")
            try #require(deployed.status == 0, "\(deployed)")
            let password = try #require(try deployed.json()["firstPassword"]?.stringValue, "\(deployed)")
            let login = try await terminal.run(
                "apus login \(place) --account admin --password-stdin", input: password)
            try #require(login.status == 0, "\(login)")
            #expect(try await terminal.must("apus whoami").contains("kubernetes://apus-testbed/\(namespace)"))

            try await testbed.registerStack(terminal)
            try await withForward(to: namespace, at: address, port, terminal) {
                let outcome = try await terminal.run("apus pipeline run Examples/digits/pipeline.yaml")
                try #require(outcome.status == 0, "\(outcome)")
                #expect(outcome.output.contains("[evaluate] accuracy 0.9944"), "\(outcome)")
            }
            let runs = try await terminal.must("apus run list -o name")
            #expect(runs.contains("digits"))

            let upgraded = try await terminal.run("apus server deploy \(options) --base-image apus/python:3.11")
            try #require(upgraded.status == 0, "\(upgraded)")
            let report = try upgraded.json()
            #expect(report["previousVersion"] == .string(ApusVersion.current) && report["firstPassword"] == nil)
            #expect(report["image"] != (try deployed.json())["image"])
            #expect(try await terminal.must("apus run list -o name") == runs)

            let removed = try await terminal.run("apus server undeploy \(place) --delete-data --yes")
            try #require(removed.status == 0, "\(removed)")
            #expect(removed.output.contains("Namespace '\(namespace)'"), "\(removed)")
            let left = try await testbed.kubectl("get namespace \(namespace) --ignore-not-found -o name", terminal)
            #expect(left == "")
            let after = try await terminal.run("apus run list")
            #expect(after.status != 0 && after.talk.contains("apus server deploy"), "\(after)")
            for run in runs.split(separator: "\n") {
                _ = try await testbed.kubectl("-n zenml delete jobs -l run=\(run) --wait=false", terminal)
            }
        }
    }

    /// Calls `body` with a namespace's name and a volume of a class of that name. Both are gone afterwards.
    private func withCluster(_ body: (Terminal, String) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            var terminal = Terminal(home: folder.appending("home"))
            terminal.environment["KUBECONFIG"] = testbed.kubeconfig
            let namespace = "apus-\(Identifier<Run>.make().short)"
            let data = folder.appending("data")
            try FileManager.default.createDirectory(atPath: data.string, withIntermediateDirectories: true)
            let manifest = folder.appending("volume.json")
            let node = try await testbed.kubectl("get nodes -o name", terminal).split(separator: "\n").map {
                JSONValue.string(String($0.dropFirst("node/".count)))
            }
            try CanonicalJSON.encode(volume(namespace, at: data, nodes: node)).write(
                to: URL(filePath: manifest.string))
            _ = try await testbed.kubectl("apply -f \(manifest)", terminal)
            do {
                try await body(terminal, namespace)
            } catch {
                try await cleanUp(namespace, terminal)
                throw error
            }
            try await cleanUp(namespace, terminal)
        }
    }

    private func cleanUp(_ namespace: String, _ terminal: Terminal) async throws {
        _ = try await testbed.kubectl("delete namespace \(namespace) --ignore-not-found", terminal)
        _ = try await testbed.kubectl("delete persistentvolume \(namespace) --ignore-not-found", terminal)
    }

    private func volume(_ name: String, at folder: FilePath, nodes: [JSONValue]) -> JSONValue {
        let place: JSONValue = ["key": "kubernetes.io/hostname", "operator": "In", "values": .array(nodes)]
        return [
            "apiVersion": "v1", "kind": "PersistentVolume", "metadata": ["name": .string(name)],
            "spec": [
                "capacity": ["storage": "1Gi"], "accessModes": ["ReadWriteOnce"],
                "persistentVolumeReclaimPolicy": "Retain", "storageClassName": .string(name),
                "local": ["path": .string(folder.string)],
                "nodeAffinity": ["required": ["nodeSelectorTerms": [["matchExpressions": [place]]]]],
            ],
        ]
    }

    /// Calls `body` while connections to that address of this machine go to the server.
    private func withForward(
        to namespace: String, at address: String, _ port: Int, _ terminal: Terminal, _ body: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                _ = try await terminal.run(
                    "kubectl -n \(namespace) port-forward --address \(address) service/apus-server \(port):8237")
            }
            try await body()
            group.cancelAll()
        }
    }
}
