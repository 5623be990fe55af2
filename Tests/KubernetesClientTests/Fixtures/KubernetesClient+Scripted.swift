import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Logging

extension KubernetesClient {
    static let testServer = "https://cluster.test:6443"

    /// A client of a scripted server, whose waiting takes no time.
    init(
        _ http: ScriptedHTTPClient, credential: ClusterCredential = .token(SecretString("secret-token")),
        clock: InstantClock = InstantClock(), creationCoalescing: Duration = .zero,
        now: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        let access = try ClusterAccess(
            server: Self.testServer, name: "test", namespace: "zenml", credential: credential)
        self.init(
            access, retry: RetryPolicy(attempts: 4, clock: clock), creationCoalescing: creationCoalescing,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: now, http: { _ in http })
    }
}

extension HTTPRequest {
    /// From the path on.
    var target: String { String(url.dropFirst(KubernetesClient.testServer.count)) }
    /// The value of a query item, as it stands.
    func query(_ name: String) -> String? {
        url.split(separator: "?").last?.split(separator: "&").first { $0.hasPrefix("\(name)=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }
}
