import ApusBundled
import ApusCore
import ApusHost
import ApusHosting
import ApusModel
import ArgumentParser

/// Where a server is, or is to be.
struct ServerPlaceOptions: ParsableArguments {
    @Option(help: "The cluster: a context of your kubeconfig.")
    var kubernetesContext: String?
    @Option(help: "The cluster: that of a registered service connector.")
    var connector: String?
    @Option(help: "Which of the connector's clusters, if it reaches several.")
    var resourceID: String?
    @Option(help: "The namespace; it is made when it is missing.")
    var namespace = Self.usualNamespace

    static let usualNamespace = "apus"

    /// How `account` logs in to the server there.
    func login(of account: String) -> String {
        let place = namespace == Self.usualNamespace ? "" : " --namespace \(namespace)"
        let first = connector.map { "apus service-connector login \($0); " } ?? ""
        return "\(first)apus login --kubernetes-context \(kubernetesContext ?? "NAME")\(place) --account \(account)"
    }

    /// - Throws: `ValidationError` unless one cluster is named.
    func check() throws {
        if (kubernetesContext == nil) == (connector == nil) {
            throw ValidationError("give one of --kubernetes-context and --connector")
        }
        if resourceID != nil, connector == nil { throw ValidationError("--resource-id needs --connector") }
    }

    /// The cluster. Nobody is asked before it is used.
    func host() async throws -> any ServerHost {
        if let kubernetesContext {
            return BundledServerHosts.cluster(ofContext: kubernetesContext, logger: StandardErrorLog.logger())
        }
        let session = try await Session.open()
        let (connector, resourceID) = (connector ?? "", resourceID)
        return BundledServerHosts.cluster(logger: session.logger) {
            try await session.connectors.access(connector, type: .kubernetesCluster, resourceID: resourceID)
        }
    }
}
