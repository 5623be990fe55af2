import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import Logging

/// Access to one cluster.
struct KubernetesConnector: ServiceConnector {
    private let connector: Connector
    private let access: ClusterAccess
    private let logger: Logger
    private let http: @Sendable (HTTPClientConfiguration) -> any HTTPClient

    init(
        _ context: ConnectorContext, access: ClusterAccess,
        http: @escaping @Sendable (HTTPClientConfiguration) -> any HTTPClient
    ) {
        connector = context.connector
        logger = context.logger
        self.access = access
        self.http = http
    }

    func soleResource(of type: ResourceType) -> String? { type == .kubernetesCluster ? access.name : nil }

    var credentialsEnd: Date? { access.credential.end }

    /// Asks the cluster for this user's permissions, which it answers to everybody whom it knows.
    func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
        try check(resourceID, type)
        return try await asking { client in
            _ = try await client.selfSubjectAccessReview("create", .jobs)
            return [access.name]
        }
    }

    /// Asks who one is, and for the permissions that pipelines need.
    func examine(_ type: ResourceType, matching resourceID: String?) async throws -> [ResourceReport] {
        try check(resourceID, type)
        return try await asking { client in
            let permissions = try await ClusterPermission.all(asking: client)
            let user = try await client.whoAmI()
            if let user, user.isAnonymous { throw strangers(nil) }
            return [
                ResourceReport(
                    resourceID: access.name, identity: user?.name, scope: "namespace '\(access.namespace)'",
                    allowed: permissions.filter(\.isAllowed).map(\.words),
                    denied: permissions.filter { !$0.isAllowed }.map(\.words))
            ]
        }
    }

    func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
        try check(resourceID, type)
        return try await access.resourceAccess()
    }
}

extension KubernetesConnector {
    /// - Throws: ``/ApusModel/ApusError`` with `.unsupported` for another type than clusters.
    static func check(_ type: ResourceType, of connector: Connector) throws(ApusError) {
        if type == .kubernetesCluster { return }
        throw ApusError(
            .unsupported, "service connector '\(connector.name)' gives no access to a \(type)",
            reason: "it gives access to a \(ResourceType.kubernetesCluster)")
    }

    static func unknown(_ resource: String, of connector: Connector, only: String) -> ApusError {
        ApusError(
            .notFound, "service connector '\(connector.name)' does not reach the cluster '\(resource)'",
            reason: "it reaches '\(only)' only", hint: "leave the resource ID out")
    }

    private func check(_ resourceID: String?, _ type: ResourceType) throws(ApusError) {
        try Self.check(type, of: connector)
        if let resourceID, resourceID != access.name {
            throw Self.unknown(resourceID, of: connector, only: access.name)
        }
    }

    private func asking<Result: Sendable>(_ body: (KubernetesClient) async throws -> Result) async throws -> Result {
        let client = KubernetesClient(access, logger: logger, http: http)
        do {
            let result = try await body(client)
            await client.close()
            return result
        } catch {
            await client.close()
            throw (error as? ApusError).map(refined) ?? error
        }
    }

    /// A cluster refuses strangers its questions in the name of the anonymous user. One that takes the question and
    /// never answers is as good as gone.
    private func refined(_ error: ApusError) -> ApusError {
        if error.code == .timedOut, error.cause is HTTPError {
            return ApusError(
                .unavailable, "the cluster \(access.server) does not answer", reason: error.reason,
                hint: "check that it runs and can be reached from here: curl -k \(access.server)/version", cause: error)
        }
        if error.code == .unauthorized {
            return ApusError(error.code, error.summary, reason: error.reason, hint: renewal, cause: error)
        }
        let isUnknown = access.identity == nil && (access.credential.isNone || access.credential.isPassword)
        return error.code == .forbidden && isUnknown ? strangers(error) : error
    }

    /// What a user does about credentials that are refused.
    private var renewal: String {
        let options = ["token": "--token=@FILE", "password": "--password=@FILE", "client_key": "--client-key=@FILE"]
        let given = connector.secretOptions.compactMap { options[$0] }
        guard let first = given.first else {
            return "renew the token of the kubeconfig, or log in to the cluster again"
        }
        return "renew the token or certificate: apus service-connector update \(connector.name) \(first)"
    }

    private func strangers(_ error: ApusError?) -> ApusError {
        let update = "apus service-connector update \(connector.name)"
        if access.credential.isPassword {
            return ApusError(
                .unauthorized, "the cluster \(access.server) takes no passwords",
                reason: "Kubernetes 1.19 removed them; it takes service connector '\(connector.name)' for nobody",
                hint: "\(update) --auth-method token --token=@FILE", cause: error)
        }
        return ApusError(
            .unauthorized, "service connector '\(connector.name)' has no credentials for the cluster \(access.server)",
            reason: error?.reason ?? "the cluster takes it for nobody in particular",
            hint: "give it others: \(update) --auth-method token --token=@FILE", cause: error)
    }
}
