import ApusHTTP
import ApusModel
import FoundationEssentials
import Logging

/// The HTTP client of a cluster and the credential that requests carry, renewed as it ends.
actor ClusterSession {
    private struct Held {
        let credential: IssuedCredential
        let staleAt: Date?
    }

    /// A credential on its way, and how many requests wait for it.
    private struct Issue {
        let task: Task<IssuedCredential, any Error>
        var waiting = 0
    }

    private let access: ClusterAccess
    private let logger: Logger
    private let makeHTTP: @Sendable (HTTPClientConfiguration) -> any HTTPClient
    private let now: @Sendable () -> Date
    private var held: Held?
    private var pending: Issue?
    private var http: (identity: ClientIdentity?, client: any HTTPClient)?

    init(
        _ access: ClusterAccess, logger: Logger, now: @escaping @Sendable () -> Date,
        makeHTTP: @escaping @Sendable (HTTPClientConfiguration) -> any HTTPClient
    ) {
        self.access = access
        self.logger = logger
        self.now = now
        self.makeHTTP = makeHTTP
    }

    /// What the next request is sent with.
    func connection() async throws -> (http: any HTTPClient, credential: IssuedCredential) {
        let credential = try await current()
        return (client(for: credential.identity), credential)
    }

    /// Takes note that the server refused `credential`.
    /// - Returns: whether trying again may help, because there may be another credential by now.
    func refuse(_ credential: IssuedCredential) -> Bool {
        if held?.credential == credential { held = nil }
        return access.credential.isRenewable
    }

    /// Ends all exchanges.
    func close() async {
        let last = http
        http = nil
        if let client = last?.client as? CurlHTTPClient { await client.close() }
    }

    private func current() async throws -> IssuedCredential {
        if let held, held.staleAt.map({ now() < $0 }) ?? true { return held.credential }
        var issue = pending ?? Issue(task: Task { [credential = access.credential] in try await credential.obtain() })
        issue.waiting += 1
        pending = issue
        let outcome = await issue.task.outcome()
        guard let current = pending, current.task == issue.task else { return try outcome.get() }
        if Task.isCancelled, current.waiting > 1 {
            pending?.waiting -= 1
        } else {
            current.task.cancel()
            pending = nil
        }
        let fresh = try outcome.get()
        held = Held(credential: fresh, staleAt: staleAt(fresh))
        return fresh
    }

    private func staleAt(_ credential: IssuedCredential) -> Date? {
        if case .tokenFile = access.credential.kind { return now().addingTimeInterval(Self.tokenFilePeriod) }
        return credential.expiresAt?.addingTimeInterval(-Self.leeway)
    }

    private func client(for identity: ClientIdentity?) -> any HTTPClient {
        if let http, http.identity == identity { return http.client }
        let client = makeHTTP(access.httpConfiguration(issued: identity, logger: logger))
        http = (identity, client)
        return client
    }

    /// Seconds; client-go reads token files as often.
    private static let tokenFilePeriod: Double = 60
    /// Seconds before its end at which a credential is renewed.
    private static let leeway: Double = 10
}

extension Task where Failure == any Error {
    /// How this task ends; `CancellationError` as soon as the waiting task is cancelled, while this one goes on.
    fileprivate func outcome() async -> Result<Success, any Error> {
        let outcomes = AsyncStream<Result<Success, any Error>> { continuation in
            Task<Void, Never> {
                continuation.yield(await result)
                continuation.finish()
            }
        }
        return await outcomes.first { _ in true } ?? .failure(Swift.CancellationError())
    }
}
