import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesConnectors
import Logging
import Testing

/// What a connector does not do where its user is not the user of the machine, as at a server.
@Suite struct MachineUseTests {
    @Test(arguments: [
        (#""exec": {"command": "aws", "apiVersion": "client.authentication.k8s.io/v1"}"#, "the program 'aws'"),
        (#""tokenFile": "/etc/machine-id""#, "the file '/etc/machine-id'"),
        (#""client-certificate": "/tmp/c", "client-key-data": "a2V5""#, "the file '/tmp/c'"),
        (#""client-certificate-data": "a2V5", "client-key": "/tmp/k""#, "the file '/tmp/k'"),
    ])
    func `a kept kubeconfig uses no file and no program of the machine`(user: String, what: String) async throws {
        let error = try await refusal(of: kubeconfig(user: user))
        #expect(error?.code == .rejected && error?.reason?.contains(what) == true)
    }

    @Test func `a certificate authority in a file is not read either`() async throws {
        let text = kubeconfig(user: #""token": "t""#, cluster: #", "certificate-authority": "/tmp/ca""#)
        #expect(try await refusal(of: text)?.reason?.contains("the file '/tmp/ca'") == true)
    }

    @Test func `a kubeconfig that is read at use is not read`() async throws {
        let error = try await refusal(of: nil)
        #expect(error?.code == .rejected && error?.reason?.contains("a kubeconfig file") == true)
        #expect(error?.hint == "apus service-connector verify kc, on that machine")
    }

    @Test func `a kept kubeconfig that has all in itself is used`() async throws {
        #expect(try await refusal(of: kubeconfig(user: #""token": "t""#)) == nil)
    }

    private func kubeconfig(user: String, cluster: String = "") -> String {
        """
        {"clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:9"\(cluster)}}],
         "users": [{"name": "u", "user": {\(user)}}], "contexts": [{"name": "x", "context": {"cluster": "c", "user": "u"}}]}
        """
    }

    /// The error of asking a connector for access to the cluster, or `nil` when it is given.
    private func refusal(of content: String?) async throws -> ApusError? {
        var registry = try FlavorRegistry()
        try KubernetesConnectors.register(into: &registry)
        let connector = Connector(
            name: "kc", type: "kubernetes", authMethod: "kubeconfig-context", resourceTypes: [.kubernetesCluster],
            configuration: content == nil ? ["context": "x", "kubeconfig": "/etc/kubeconfig"] : ["context": "x"],
            secretOptions: content == nil ? [] : ["content"], createdAt: Date())
        let context = ConnectorContext(
            connector: connector, secrets: content.map { ["content": SecretString($0)] } ?? [:],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, usesMachine: false)
        do {
            _ = try await registry.makeConnector(context).access(to: "c", of: .kubernetesCluster)
            return nil
        } catch let error as ApusError {
            return error
        }
    }
}
