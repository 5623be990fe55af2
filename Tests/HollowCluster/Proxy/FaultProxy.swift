import ApusModel
import ApusTestKit
public import KubernetesClient
import Synchronization

/// Stands between a client and an API server, on 127.0.0.1 and without TLS, passes everything on, and lets go wrong what
/// a test asks for.
///
/// A request with ``token`` is forwarded as the cluster's administrator; any other token goes on as it is.
public final class FaultProxy: Sendable {
    private struct State {
        var rules = FaultRules()
        var record: [ProxyRecord] = []
        var listening: Task<Void, Never>?
    }

    /// What the administrator's requests carry.
    public static let token = "hollow"

    let upstream: ClusterEndpoint
    let strangers: ClusterEndpoint
    private let port: Int
    private let state = Mutex(State())

    private init(_ upstream: ClusterEndpoint, port: Int) {
        self.upstream = upstream
        strangers = upstream.withoutIdentity
        self.port = port
    }

    /// Calls `body` with a proxy that listens, and breaks all connections afterwards.
    public static func run<Result>(
        to upstream: ClusterEndpoint, _ body: (FaultProxy) async throws -> Result
    ) async throws -> Result {
        let port = try FreePort.take()
        let listener = try await Self.listen(port: port)
        let proxy = FaultProxy(upstream, port: port)
        proxy.state.withLock { $0.listening = Task { await proxy.serve(listener) } }
        do {
            let result = try await body(proxy)
            await proxy.refuseConnections()
            return result
        } catch {
            await proxy.refuseConnections()
            throw error
        }
    }

    public var url: String { "http://127.0.0.1:\(port)" }

    /// The way to the cluster through the proxy, as its administrator unless another credential is given.
    public func access(
        namespace: String, credential: ClusterCredential = .administrator
    ) throws -> ClusterAccess {
        try ClusterAccess(server: url, name: "proxied", namespace: namespace, credential: credential)
    }

    /// Has a fault hit requests that match.
    /// - Parameters:
    ///   - skipping: how many of them pass first.
    ///   - times: how many it hits; `nil` for all.
    public func inject(_ fault: Fault, into pattern: RequestPattern, skipping: Int = 0, times: Int? = 1) {
        state.withLock { $0.rules.add(fault, pattern, skipping: skipping, times: times) }
    }

    /// Forgets all faults, also those that are not used up.
    public func mend() { state.withLock { $0.rules.clear() } }

    /// Every request so far, in order.
    public var record: [ProxyRecord] { state.withLock { $0.record } }

    /// The requests of that verb and resource so far; `nil` for any.
    public func record(of verb: String?, _ resource: String?) -> [ProxyRecord] {
        let pattern = RequestPattern(verb, resource)
        return record.filter { pattern.matches($0.request) }
    }

    /// How many requests of that verb and resource came so far; `nil` for any.
    public func count(_ verb: String? = nil, _ resource: String? = nil) -> Int { record(of: verb, resource).count }

    /// Breaks all connections, and refuses new ones until ``acceptConnections()``.
    public func refuseConnections() async {
        let listening = state.withLock { state in
            defer { state.listening = nil }
            return state.listening
        }
        listening?.cancel()
        await listening?.value
    }

    /// Listens again, on the same port.
    public func acceptConnections() async throws {
        let listener = try await Self.listen(port: port)
        state.withLock { $0.listening = Task { await serve(listener) } }
    }

    /// Takes down the request, and says what goes wrong with it.
    func meet(_ request: ProxiedRequest) -> (number: Int, fault: Fault?) {
        state.withLock { state in
            let fault = state.rules.take(request)
            state.record.append(ProxyRecord(request: request, arrived: .now, fault: fault?.name))
            return (state.record.count - 1, fault)
        }
    }

    func note(_ status: Int, of number: Int) {
        state.withLock { state in
            state.record[number].status = status
            state.record[number].answered = .now
        }
    }
}
