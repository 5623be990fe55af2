import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import SystemPackage
import Testing
import Waiting

@Suite("Connectors of type kubernetes keep the contract")
struct ConnectorConformanceTests {
    /// Where a connector's token comes from.
    enum Way: String, CaseIterable, CustomTestStringConvertible {
        case token = "the method token"
        case context = "a context with a token"
        case program = "a context with a program that issues tokens"
        case kept = "a context that is kept"
        case all = "all contexts"

        var testDescription: String { rawValue }

        /// A connector whose cluster has this server and is presented this token.
        func connector(
            token: String, server: String = KubernetesClient.testServer, folder: FilePath, http: any HTTPClient
        ) async throws -> any ServiceConnector {
            guard self != .token else {
                let options: [String: JSONValue] = [
                    "server": .string(server), "token": .string(token), "cluster_name": "c",
                ]
                return try await ConnectorTests.connector("token", options, http: http)
            }
            var user = ["token: \(token)"]
            if self == .program {
                _ = try ExecTests.script("echo '\(ExecTests.credential(#"{"token": "'$TOKEN'"}"#))'", in: folder)
                user = ExecTests.user("./bin/issue", ", env: [{name: TOKEN, value: \(token)}]")
            }
            let text = KubeconfigTests.one(user: user).replacing("https://h:6443", with: server)
            try write(text, to: folder.appending("config"))
            var options: [String: JSONValue] = ["kubeconfig": .string("\(folder)/config")]
            if self == .kept { options["store"] = true }
            if self == .all { options["all_contexts"] = true }
            return try await ConnectorTests.connector("kubeconfig-context", options, http: http)
        }
    }

    /// A cluster that knows one token, and says which one it does not know.
    static let http = ScriptedHTTPClient { request, _ in
        let shown = request.headers["Authorization"] ?? "nothing"
        return shown == "Bearer good-token"
            ? .json(201, ["status": ["allowed": true, "userInfo": ["username": "jane"]]])
            : .failure(401, "Unauthorized", "\(shown) is not known")
    }

    static func subject(_ way: Way, in folder: FilePath) -> ServiceConnectorConformance.Subject {
        ServiceConnectorConformance.Subject(
            type: .kubernetesCluster,
            working: { try await way.connector(token: "good-token", folder: folder, http: http) },
            refused: { try await way.connector(token: "refused-token", folder: folder, http: http) },
            refusedSecrets: ["refused-token"],
            unreachable: {
                try await way.connector(
                    token: "good-token", server: "http://127.0.0.1:\(FreePort.take())", folder: folder,
                    http: CurlHTTPClient(configuration: HTTPClientConfiguration()))
            },
            silent: {
                let (requests, announcement) = AsyncStream.makeStream(of: Void.self)
                let http = ScriptedHTTPClient { _, _ in
                    announcement.yield()
                    for await _ in AsyncStream<Never>.makeStream().stream {}
                    throw CancellationError()
                }
                return .init(try await way.connector(token: "good-token", folder: folder, http: http)) {
                    _ = await requests.first { true }
                }
            })
    }

    @Test("each way to a token", arguments: Way.allCases, ServiceConnectorConformance.Check.all)
    func contract(way: Way, check: ServiceConnectorConformance.Check) async throws {
        try await withScratchFolder { folder in
            try await ServiceConnectorConformance(Self.subject(way, in: folder)).run(check)
        }
    }

    @Test(
        "cancelling does not wait for a program that issues nothing", .timeLimit(.minutes(20)),
        arguments: [true, false])
    func cancelledProgram(forListing: Bool) async throws {
        try await withScratchFolder { folder in
            let begun = folder.appending("begun")
            let connector = try await Way.program.connector(token: "good-token", folder: folder, http: Self.http)
            _ = try ExecTests.script("touch \(begun)\nsleep 100", in: folder)
            let call = Task {
                if forListing {
                    _ = try await connector.resources(of: .kubernetesCluster, matching: nil)
                } else {
                    _ = try await connector.access(to: "c", of: .kubernetesCluster)
                }
            }
            try await eventually("the program to begin") { FileManager.default.fileExists(atPath: begun.string) }
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
        }
    }

    @Test("a program that fails does not show what it was given")
    func talkativeProgram() async throws {
        try await withScratchFolder { folder in
            let connector = try await Way.program.connector(token: "good-token", folder: folder, http: Self.http)
            _ = try ExecTests.script("echo \"the token $TOKEN is worn\" >&2; exit 1", in: folder)
            let error = try #require(
                await #expect(throws: ApusError.self) {
                    try await connector.resources(of: .kubernetesCluster, matching: nil)
                })
            #expect(error.code == .unauthorized && error.reason == "the token *** is worn", "\(error)")
        }
    }
}
