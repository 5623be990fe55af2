import ApusHTTP
import ApusModel
import ApusTestKit
import KubernetesClient
import Logging
import Synchronization
import Testing

@Suite("Warnings of a server")
struct WarningTests {
    private static func warnings(_ answers: [HTTPHeaders]) async throws -> [String] {
        let script = Script(answers.map { headers in Answer(.json(200, podJSON("p"), headers: headers)) })
        let log = Lines()
        let access = try ClusterAccess(server: KubernetesClient.testServer, namespace: "zenml")
        let http = ScriptedHTTPClient { _, _ in script.next() }
        let client = KubernetesClient(access, logger: Logger(label: "test") { _ in log }, http: { _ in http })
        for _ in answers { _ = try await client.get(.pods, "p") }
        return log.lines
    }

    @Test(
        arguments: [
            (#"299 - "batch/v1beta1 CronJob is deprecated""#, ["batch/v1beta1 CronJob is deprecated"]),
            (#"299 - "a \"quoted\" word and a \\""#, [#"a "quoted" word and a \"#]),
            (#"299 kube "would violate PodSecurity" "Sat, 28 Nov 2026 08:00:00 GMT""#, ["would violate PodSecurity"]),
            (#"199 - "of a cache""#, []), (#"299 - unquoted"#, []), (#"299 - "open"#, []), ("", []), ("299", []),
        ])
    func `the text of a header is told`(header: String, texts: [String]) async throws {
        #expect(try await Self.warnings([["Warning": header]]) == texts)
    }

    @Test func `each text is told once, of several in one answer too`() async throws {
        var both = HTTPHeaders()
        both.append("Warning", #"299 - "a""#)
        both.append("Warning", #"299 - "b""#)
        let answers: [HTTPHeaders] = [both, ["Warning": #"299 - "a""#], ["warning": #"299 - "c""#]]
        #expect(try await Self.warnings(answers) == ["a", "b", "c"])
    }

    @Test func `a server that always warns of something new is heard a hundred times`() async throws {
        let answers: [HTTPHeaders] = (0..<150).map { ["Warning": #"299 - "\#($0)""#] }
        #expect(try await Self.warnings(answers).count == 100)
    }
}

/// Keeps the warnings that are logged.
private struct Lines: LogHandler {
    private final class Kept: Sendable { let lines = Mutex<[String]>([]) }

    private let kept = Kept()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning
    var lines: [String] { kept.lines.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        kept.lines.withLock { $0.append("\(event.metadata?["warning"] ?? "")") }
    }
}
