import ApusHTTP
import ApusTestKit
import FoundationEssentials
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

    /// RFC 1928, section 3: the greeting offers methods, of which 1 is GSS-API (Kerberos).
    @Test func `a SOCKS proxy is offered no Kerberos, which programs in pods have not`() async throws {
        let offered = Mutex<[UInt8]>([])
        let response = try await LoopbackServer.run { connection in
            let greeting = try connection.read(2)
            let methods = try connection.read(Int(greeting[1]))
            offered.withLock { $0 = Array(methods) }
            try connection.send(Data([5, 0]))
            let request = try connection.read(4)
            let host = request[3] == 3 ? Int(try connection.read(1)[0]) : 4
            _ = try connection.read(host + 2)
            try connection.send(Data([5, 0, 0, 1, 127, 0, 0, 1, 0, 80]))
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        } _: { server in
            let proxy = server.url.replacing("http:", with: "socks5h:")
            let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .url(proxy)))
            return try await client.send(HTTPRequest(.get, "http://nowhere.invalid/"))
        }
        #expect(response.status == 204)
        #expect(offered.withLock { $0 } == [0])
    }
}
