import ApusAPI
import ApusClient
import ApusCore
import ApusHTTP
import ApusHost
import ApusModel
import FoundationEssentials

/// The way to a server with the API key or the login that is kept for it.
struct ServerConnection {
    let url: String
    let store: RemoteStore

    init(url: String, home: Home, environment: [String: String]) throws {
        let key = try environment["APUS_API_KEY"].map { SecretString($0) } ?? home.apiKey(for: url)
        guard let key else {
            throw ApusError(
                .unauthorized, "there are no credentials for the server \(url)",
                reason: "none was kept, and APUS_API_KEY is not set",
                hint: "apus login \(url)")
        }
        try self.init(url: url, key: key)
    }

    init(url: String, key: SecretString) throws {
        self.url = url
        store = try RemoteStore(url: url, token: key, client: Self.client(for: url))
    }

    /// What reaches the server at `url`.
    static func client(for url: String) -> any HTTPClient { ClusterServerURL(url)?.tunnel() ?? CurlHTTPClient() }

    /// The URL by which programs on other machines reach the server. One that is reached through a cluster's API server
    /// says it.
    func urlForPrograms() async throws -> String {
        ClusterServerURL(url) == nil ? url : try await store.info().baseURL
    }

    /// The server of `apus login`.
    /// - Throws: ``ApusError`` with `.notFound` when there is none.
    static func inUse() throws -> ServerConnection {
        let environment = ProcessInfo.processInfo.environment
        let home = try Home(environment: environment)
        guard let url = try home.userState().server else {
            throw ApusError(
                .notFound, "no server is in use",
                reason: "stacks and runs are kept on this machine, which is yours alone and has no accounts",
                hint: "apus login URL")
        }
        return try ServerConnection(url: url, home: home, environment: environment)
    }

    init(url: String, session: Session) throws {
        try self.init(url: url, home: session.home, environment: session.environment)
    }

    /// Whether the server knows pods by their own tokens.
    func verifiesPrograms() async throws -> Bool { try await store.info().verifiesPrograms == true }

    /// A token for the programs of that run.
    func runToken(for run: Identifier<Run>) async throws -> SecretString { try await store.runToken(for: run) }

    /// A token for the driver of that schedule's firings.
    func scheduleToken(for schedule: Identifier<Schedule>) async throws -> SecretString {
        try await store.scheduleToken(for: schedule)
    }
}
