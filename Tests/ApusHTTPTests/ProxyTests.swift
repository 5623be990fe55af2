import ApusHTTP
import ApusTestKit
import Synchronization
import SystemPackage
import Testing

/// What the environment says of proxies counts in a program that begins with it, so such a program is run.
@Suite(.timeLimit(.minutes(20))) struct ProxyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let environment: [String]
        let url: String
        let asked: String

        var testDescription: String { environment.joined(separator: " ") }
    }

    @Test(
        "proxies are those that the environment names",
        arguments: [
            Case(
                environment: ["http_proxy=SERVER"], url: "http://nowhere.invalid/x", asked: "http://nowhere.invalid/x"),
            Case(environment: ["all_proxy=SERVER"], url: "http://nowhere.invalid/x", asked: "http://nowhere.invalid/x"),
            Case(environment: ["http_proxy=http://127.0.0.1:1", "no_proxy=127.0.0.1"], url: "SERVER/x", asked: "/x"),
            Case(environment: [], url: "SERVER/x", asked: "/x"),
        ])
    func environment(_ example: Case) async throws {
        let heads = Mutex<[String]>([])
        try await LoopbackServer.run { connection in
            let head = try connection.readHead()
            heads.withLock { $0.append(head) }
            try connection.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        } _: { server in
            let unset = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap { name in
                ["-u", name, "-u", name.uppercased()]
            }
            let set = example.environment.map { $0.replacing("SERVER", with: server.url) }
            let program = BuildFolder.path.appending("RequestExample").string
            let words = [program, example.url.replacing("SERVER", with: server.url), "1", "environment"]
            try ChildProgram.run(["timeout", "600", "env"] + unset + set + words)
        }
        #expect(heads.withLock { $0.first }?.hasPrefix("GET \(example.asked) ") == true)
    }
}
