import ApusCore
import ApusHTTP
import ApusModel
import ApusOCI
import FoundationEssentials
import Logging

/// Access to one container registry.
struct RegistryConnector: ServiceConnector {
    private let name: String
    private let place: RegistryPlace
    private let renewal: String
    private let http: any HTTPClient
    private let credential: @Sendable () async throws -> RegistryCredential?

    /// - Parameters:
    ///   - renewal: what a user does about refused credentials.
    ///   - credential: what is kept or found now.
    init(
        _ context: ConnectorContext, place: RegistryPlace, renewal: String, http: (any HTTPClient)? = nil,
        credential: @escaping @Sendable () async throws -> RegistryCredential?
    ) {
        name = context.connector.name
        self.place = place
        self.renewal = renewal
        self.http =
            http ?? CurlHTTPClient(configuration: HTTPClientConfiguration(tls: place.tls, logger: context.logger))
        self.credential = credential
    }

    func soleResource(of type: ResourceType) -> String? { type == .dockerRegistry ? place.host : nil }

    /// Asks the registry for its API, which it answers to everybody whom it knows.
    func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
        try check(resourceID, type)
        _ = try await proven()
        return [place.host]
    }

    func examine(_ type: ResourceType, matching resourceID: String?) async throws -> [ResourceReport] {
        try check(resourceID, type)
        let known = try await proven()
        return [ResourceReport(resourceID: place.host, identity: known.isIdentityToken ? nil : known.username)]
    }

    func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
        try check(resourceID, type)
        let known = try await present()
        return ResourceAccess(
            resourceType: type, resourceID: resourceID, values: ["username": .string(known.username)],
            secrets: ["password": known.password])
    }
}

extension RegistryConnector {
    private func check(_ resourceID: String?, _ type: ResourceType) throws(ApusError) {
        guard type == .dockerRegistry else {
            throw ApusError(
                .unsupported, "service connector '\(name)' gives no access to a \(type)",
                reason: "it gives access to a \(ResourceType.dockerRegistry)")
        }
        if let resourceID, resourceID != place.host {
            throw ApusError(
                .notFound, "service connector '\(name)' does not reach the registry '\(resourceID)'",
                reason: "it reaches '\(place.host)' only", hint: "leave the resource ID out")
        }
    }

    private func present() async throws -> RegistryCredential {
        if let known = try await credential() { return known }
        throw ApusError(
            .unauthorized, "service connector '\(name)' finds no credentials for the registry '\(place.host)'",
            hint: renewal)
    }

    /// The credential, after the registry has accepted it.
    private func proven() async throws -> RegistryCredential {
        let known = try await present()
        let client = RegistryClient(host: place.host, isPlain: place.isPlain, http: http) { known }
        do {
            try await client.ping()
        } catch let error as ApusError where error.code == .unauthorized || error.code == .forbidden {
            throw ApusError(
                .unauthorized, "the registry '\(place.host)' does not accept service connector '\(name)'",
                reason: "the user name or the password is wrong or expired", hint: renewal, cause: error)
        } catch let error as ApusError where error.code == .timedOut {
            throw ApusError(
                .unavailable, "the registry '\(place.host)' does not answer", reason: error.reason,
                hint: "check that it runs and can be reached from here", cause: error)
        }
        return known
    }
}
