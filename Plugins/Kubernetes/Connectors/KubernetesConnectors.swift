public import ApusCore
public import ApusHTTP
import ApusModel
import KubernetesClient
import KubernetesKubeconfig

/// The connector type `kubernetes`: access to one cluster, or to those of a kubeconfig.
public enum KubernetesConnectors {
    /// Makes what clusters are contacted with.
    public typealias MakeHTTP = @Sendable (HTTPClientConfiguration) -> any HTTPClient

    /// Adds the connector type.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when there is one of that name.
    public static func register(
        into registry: inout FlavorRegistry, http: @escaping MakeHTTP = { CurlHTTPClient(configuration: $0) }
    ) throws {
        try registry.register(
            ConnectorType(
                name: "kubernetes", summary: "One Kubernetes cluster, or every cluster of a kubeconfig",
                resourceTypes: [.kubernetesCluster], multiInstanceTypes: [.kubernetesCluster],
                authMethods: [
                    method("token", "A server's URL with a bearer token", TokenConfiguration.self, http),
                    method(
                        "client-certificate", "A server's URL with a client certificate and its key",
                        ClientCertificateConfiguration.self, http),
                    method(
                        "password", "A server's URL with a name and password; servers from 1.19 on take none",
                        PasswordConfiguration.self, http),
                    kubeconfigContext(http),
                ],
                find: { wish in try await FoundKubeconfig.look(wish) },
                login: { login in try await KubectlLogin.write(login) }))
    }

    private static func method<Configuration: ClusterConfiguration>(
        _ name: String, _ summary: String, _ configuration: Configuration.Type, _ http: @escaping MakeHTTP
    ) -> ConnectorType.AuthMethod {
        ConnectorType.AuthMethod(name: name, summary: summary, configuration: configuration) { configuration, context in
            KubernetesConnector(
                context, access: try configuration.access(of: context.connector.name), http: http)
        }
    }

    private static func kubeconfigContext(_ http: @escaping MakeHTTP) -> ConnectorType.AuthMethod {
        ConnectorType.AuthMethod(
            name: "kubeconfig-context", summary: "One context of a kubeconfig or all of them, read at use or kept",
            configuration: KubeconfigContextConfiguration.self, prepare: KubeconfigPreparation.prepare
        ) { configuration, context in
            try KubeconfigConnector(configuration, context, http: http)
        }
    }
}
