import ApusHTTP
import ApusModel
import ApusTestKit
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage
import Waiting

/// A headless Chromium, by the W3C WebDriver protocol (https://www.w3.org/TR/webdriver2/).
struct Browser: Sendable {
    /// Debian's `chromium-driver`, or `nil` without it.
    private static let driver: FilePath? = ["/usr/bin/chromedriver", "/usr/local/bin/chromedriver"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }.map { FilePath($0) }
    static var isThere: Bool { driver != nil }

    private let client: CurlHTTPClient
    private let session: String

    /// Calls `body` with a new browser on an empty profile, and ends it.
    static func with<Result: Sendable>(_ body: (Browser) async throws -> Result) async throws -> Result {
        guard let driver else { throw ApusError(.notFound, "chromedriver is not here") }
        let port = try FreePort.take()
        let nothing = try FileDescriptor.open("/dev/null", .readWrite, options: .closeOnExec)
        defer { try? nothing.close() }  // nothing was written
        // It inherits no sockets: those of servers in this process would be open as long as the browser is.
        let process = try ChildProcess(
            driver, arguments: [driver.string, "--port=\(port)", "--allowed-ips=127.0.0.1"],
            environment: ProcessInfo.processInfo.environment, descriptors: [nothing, nothing, nothing], leading: .group)
        do {
            let result = try await within("http://127.0.0.1:\(port)", body)
            await end(process)
            return result
        } catch {
            await end(process)
            throw error
        }
    }

    private static func end(_ driver: ChildProcess) async {
        driver.signal(SIGKILL)
        _ = try? await driver.ended()  // how does not matter
    }

    private static func within<Result: Sendable>(
        _ driver: String, _ body: (Browser) async throws -> Result
    ) async throws -> Result {
        let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))
        try await eventually("chromedriver to answer") {
            (try? await client.send(HTTPRequest(.get, driver + "/status")))?.isSuccess == true
        }
        let options: JSONValue = .object([
            "args": .array(
                [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                    "--window-size=1440,1000",
                ]
                .map { .string($0) })
        ])
        let wanted: JSONValue = .object([
            "browserName": .string("chrome"), "goog:chromeOptions": options,
            "goog:loggingPrefs": .object(["browser": .string("ALL")]),
            "timeouts": .object(["script": .integer(150_000)]),
        ])
        let answer = try await call(
            client, .post, driver + "/session", .object(["capabilities": .object(["alwaysMatch": wanted])]))
        guard let id = answer["sessionId"]?.stringValue else {
            throw ApusError(.unavailable, "Chromium does not start", reason: "\(answer)")
        }
        let browser = Browser(client: client, session: "\(driver)/session/\(id)")
        do {
            let result = try await body(browser)
            _ = try await call(client, .delete, browser.session, nil)
            return result
        } catch {
            _ = try? await call(client, .delete, browser.session, nil)  // the first error tells more
            throw error
        }
    }

    /// One command of the protocol.
    func command(_ path: String, _ body: [String: JSONValue] = [:]) async throws -> JSONValue {
        try await Self.call(client, .post, session + path, .object(body))
    }

    /// What a command without a body answers.
    func answer(_ path: String) async throws -> JSONValue { try await Self.call(client, .get, session + path, nil) }

    private static func call(
        _ client: CurlHTTPClient, _ method: HTTPMethod, _ url: String, _ body: JSONValue?
    ) async throws -> JSONValue {
        let content = try body.map { HTTPRequestBody.bytes(try CanonicalJSON.encode($0)) } ?? HTTPRequestBody.none
        let response = try await client.send(
            HTTPRequest(
                method, url, headers: ["Content-Type": "application/json"], body: content,
                timeouts: HTTPTimeouts(idle: .seconds(180))))
        let value = try CanonicalJSON.decode(JSONValue.self, from: response.body)["value"] ?? .null
        if response.isSuccess { return value }
        throw ApusError(
            .unavailable, "the browser cannot do it: \(value["error"]?.stringValue ?? "")",
            reason: value["message"]?.stringValue)
    }
}
