import ApusAPI
import ApusHTTP
import ApusModel
import KubernetesClient

/// Brings requests to the server of a namespace through the cluster's API server.
struct ServerTunnel: HTTPClient {
    let cluster: LazyCluster
    let namespace: String
    let base: String

    nonisolated(nonsending) func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        let client = try await cluster.client()
        let service = ServiceReference(
            namespace: namespace, name: ServerObject.name, port: ServerObject.portName)
        let proxy = ServiceProxy(client, to: service, base: base, authorizationHeader: CarriedAuthorization.header)
        do {
            return try await proxy.withResponse(to: request, body)
        } catch let error as ApusError where (error.cause as? APIStatus)?.code == 404 {
            throw ApusError(
                .notFound,
                "there is no server of Apus in namespace '\(namespace)' of the cluster \(client.access.server)",
                reason: error.reason, hint: "apus server deploy --kubernetes-context NAME --namespace \(namespace)",
                cause: error)
        } catch let error as ApusError where (error.cause as? APIStatus)?.code == 403 {
            throw ApusError(
                .forbidden, "the cluster \(client.access.server) does not let you reach the server of Apus",
                reason: error.reason,
                hint: "ask for a role that allows 'get' and 'create' of 'services/proxy' in namespace '\(namespace)'",
                cause: error)
        }
    }
}
