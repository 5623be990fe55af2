import ApusCore
public import ApusHTTP
public import ApusHosting
public import ApusModel
import Synchronization

/// Infrastructure in which servers are a note of their version. Its tunnels lead to servers that answer `200` to
/// everything.
public final class InMemoryServerHost: ServerHost {
    private struct Place {
        /// `nil` when there are data only.
        var version: String?
    }

    private let places = Mutex<[String: Place]>([:])

    public init() {}

    public func manifests(of deployment: ServerDeployment) throws -> [JSONValue] {
        [["kind": "Server", "place": .string(deployment.place), "image": .string(deployment.image)]]
    }

    public func deploy(
        _ deployment: ServerDeployment, tell: @Sendable (String) -> Void
    ) async throws -> DeployedServer {
        let former = try places.withLock { places in
            let former = places[deployment.place]
            if let version = former?.version, Self.number(deployment.version) < Self.number(version) {
                throw ApusError(.unsupported, "the server in '\(deployment.place)' is newer")
            }
            places[deployment.place] = Place(version: deployment.version)
            return former
        }
        return DeployedServer(
            url: deployment.baseURL ?? "http://\(deployment.place)", entrance: deployment.entrance?.url,
            previousVersion: former?.version, firstPassword: former == nil ? RandomPassword.make() : nil)
    }

    public func undeploy(from place: String, deletesData: Bool) async throws -> RemovedServer {
        try places.withLock { places in
            guard let former = places[place], former.version != nil || deletesData else {
                throw ApusError(.notFound, "there is no server in '\(place)'")
            }
            places[place] = deletesData ? nil : Place(version: nil)
            return RemovedServer(removed: ["Server '\(place)'"], kept: deletesData ? [] : ["Data '\(place)'"])
        }
    }

    public func tunnel(to place: String, base: String) -> any HTTPClient {
        ScriptedHTTPClient { [self] _, _ in
            if places.withLock({ $0[place]?.version }) != nil { return .status(200) }
            throw ApusError(.notFound, "there is no server in '\(place)'")
        }
    }

    private static func number(_ version: String) -> Int {
        version.split(separator: ".").reduce(0) { $0 * 1000 + (Int($1) ?? 0) }
    }
}
