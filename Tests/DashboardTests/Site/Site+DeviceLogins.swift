import ApusAPI
import ApusHTTP
import ApusModel

/// What a program does that waits to be logged in by a code.
extension Site {
    func deviceLogin() async throws -> DeviceLoginStart {
        try await call("/device-logins", DeviceLoginRequest(client: "apus on laptop"))
    }

    func claim(_ start: DeviceLoginStart) async throws -> DeviceLoginAnswer {
        try await call("/device-login-claims", DeviceLoginClaim(deviceCode: start.deviceCode.value))
    }

    private func call<Answer: Decodable>(_ path: String, _ body: some Encodable) async throws -> Answer {
        let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))
        let request = HTTPRequest(.post, "\(url)/api/v1\(path)", body: .bytes(try CanonicalJSON.encode(body)))
        return try CanonicalJSON.decode(Answer.self, from: try await client.send(request).body)
    }
}
