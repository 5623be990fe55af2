import ApusAPI
import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import Logging
import ServiceLifecycle
import Synchronization
import SystemPackage

/// A server on loopback, and a client for it.
struct ServerUnderTest: Sendable {
    let url: String
    let folder: FilePath
    /// Compares what the server answers with the document of the interface.
    let client: any HTTPClient
    let group: ServiceGroup
    /// The password of the account that the first start made; `nil` at a later start.
    let firstPassword: SecretString?

    /// The API key that the first start made.
    func apiKey() throws -> SecretString {
        let data = try Data(contentsOf: URL(filePath: folder.appending("api-key").string))
        return SecretString(String(decoding: data, as: UTF8.self).trimmed)
    }

    /// The store of the server, for a user or for the holder of `token`.
    func store(_ token: SecretString? = nil, retries: RemoteRetries = .none) throws -> RemoteStore {
        try RemoteStore(url: url, token: try token ?? apiKey(), client: client, retries: retries)
    }

    /// The store of the server for an account that is made for it.
    func store(as role: AccountRole, named name: String? = nil) async throws -> RemoteStore {
        try store(try await key(of: role, named: name))
    }

    /// An API key of an account that is made for it.
    func key(of role: AccountRole, named name: String? = nil) async throws -> SecretString {
        let account = Account(
            name: name ?? role.rawValue + "-\(Identifier<Account>.make().short)", kind: .service, role: role,
            createdAt: Date())
        try await store().create(account, password: nil)
        return try await store().makeAPIKey(named: "test", for: account.id).secret.value
    }

    /// Calls by hand.
    func send(_ method: HTTPMethod, _ path: String, token: String?, body: HTTPRequestBody = .none) async throws
        -> HTTPBufferedResponse
    {
        var request = HTTPRequest(method, url + path, body: body)
        request.headers["Authorization"] = token.map { "Bearer \($0)" }
        return try await client.send(request)
    }

    /// A request by hand, of a user.
    func request(_ path: String) throws -> HTTPRequest {
        HTTPRequest(.get, url + path, headers: ["Authorization": "Bearer \(try apiKey().revealed())"])
    }
}

/// Keeps nothing.
let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

/// Calls `body` with a server that serves `store`, and shuts the server down afterwards, gracefully.
/// - Parameter isDocumented: whether its answers have to be those that the document of the interface says.
func withServer<Result: Sendable>(
    _ store: any MetadataStore & AccountStore = InMemoryMetadataStore(), folder: FilePath, port: Int = 0,
    now: @escaping @Sendable () -> Date = { Date() },
    logger: Logger = quiet, isDocumented: Bool = true, flavors: ServerFlavors? = nil,
    programs: (any ProgramVerifier)? = nil,
    configure: (inout ServerConfiguration) -> Void = { _ in },
    _ body: @Sendable (ServerUnderTest) async throws -> Result
) async throws -> Result {
    var configuration = ServerConfiguration(
        port: port, folder: folder, passwordCost: PasswordCost(logRounds: 1, blockSize: 1, parallelism: 1))
    configure(&configuration)
    let (urls, feed) = AsyncStream.makeStream(of: String.self)
    let password = FirstPassword()
    let server = MetadataServer(
        configuration: configuration, store: store, flavors: flavors, programs: programs,
        logger: logger, now: now,
        onFirstAccount: { _, text in password.text.withLock { $0 = text } }, onListening: { feed.yield($0) })
    let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [server], logger: quiet))
    let patient = PatientClient(client: CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none)))
    let client: any HTTPClient = isDocumented ? try DocumentedClient(patient) : patient
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            defer { feed.finish() }
            try await group.run()
        }
        guard let url = await urls.first(where: { _ in true }) else {
            try await tasks.next()
            throw ApusError(.internalFailure, "the server ended before it listened")
        }
        let result = try await body(
            ServerUnderTest(
                url: url, folder: folder, client: client, group: group, firstPassword: password.text.withLock { $0 }))
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
    }
}

/// As the other one, in a folder of its own.
func withServer<Result: Sendable>(
    _ store: any MetadataStore & AccountStore = InMemoryMetadataStore(),
    now: @escaping @Sendable () -> Date = { Date() },
    logger: Logger = quiet, isDocumented: Bool = true, flavors: ServerFlavors? = nil,
    programs: (any ProgramVerifier)? = nil,
    configure: (inout ServerConfiguration) -> Void = { _ in },
    _ body: @Sendable (ServerUnderTest) async throws -> Result
) async throws -> Result {
    try await withScratchFolder { folder in
        try await withServer(
            store, folder: folder, now: now, logger: logger, isDocumented: isDocumented, flavors: flavors,
            programs: programs, configure: configure, body)
    }
}

private final class FirstPassword: Sendable {
    let text = Mutex<SecretString?>(nil)
}
