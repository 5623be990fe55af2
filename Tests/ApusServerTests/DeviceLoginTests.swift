import ApusAPI
import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import Testing

@Suite struct DeviceLoginTests {
    @Test func `a program is logged in by a person who confirms its code`() async throws {
        let clock = TestMoment()
        try await withServer(now: { clock.now }) { server in
            let person = try await person(server)
            let login = try await logIn(server, clock) { start async throws in
                #expect(start.verificationURL == server.url + "/device")
                #expect(start.verificationURLWithCode == "\(server.url)/device?code=\(start.userCode)")
                #expect(try await call(server, .get, start.userCode, person).status == 200)
                #expect(try await decide(server, start.userCode, true, person) == 204)
                #expect(try await decide(server, start.userCode, true, person) == 404)
            }
            #expect(login.account.name == "admin")
            let identity = try await server.store(login.token.value).whoAmI()
            #expect(identity.login == login.login && identity.account == login.account)
            #expect(login.login.expiresAt == login.login.createdAt + 7 * 86_400)
        }
    }

    @Test func `the person is shown what asks, without what could deceive the eye`() async throws {
        try await withServer { server in
            let person = try await person(server)
            let start = try await begin(server, "apus\u{202E} on\u{0}\nlaptop" + String(repeating: "x", count: 200))
            let shown = try await call(server, .get, start.userCode.lowercased(), person)
            let waiting = try CanonicalJSON.decode(PendingDeviceLogin.self, from: shown.body)
            #expect(waiting.client.hasPrefix("apus onlaptopxx") && waiting.client.count == 120)
            #expect(waiting.address == "127.0.0.1" && waiting.userCode == start.userCode)
        }
    }

    @Test func `a program that is denied, and one that nobody confirms, are told`() async throws {
        let clock = TestMoment()
        try await withServer(now: { clock.now }) { server in
            let person = try await person(server)
            let denied = await failure {
                _ = try await logIn(server, clock) { start async throws in
                    #expect(try await decide(server, start.userCode, false, person) == 204)
                }
            }
            #expect(denied?.code == .forbidden)
            let forgotten = await failure { _ = try await logIn(server, clock) { _ in } }
            #expect(forgotten?.code == .timedOut)
        }
    }

    @Test func `a program that does not wait is slowed down, and gets in all the same`() async throws {
        let clock = TestMoment()
        try await withServer(now: { clock.now }) { server in
            let person = try await person(server)
            let start = try await begin(server, "apus")
            #expect(try await claim(server, start).status == .pending)
            let slowed = try await claim(server, start)
            #expect(slowed.status == .slowDown && slowed.interval == 10)
            #expect(try await decide(server, start.userCode, true, person) == 204)
            #expect(try await claim(server, start).login != nil)
            #expect(try await claim(server, start).status == .expired)
        }
    }

    @Test func `an API key logs nothing in`() async throws {
        try await withServer { server in
            let start = try await begin(server, "apus")
            let key = try server.apiKey()
            #expect(try await call(server, .get, start.userCode, key).status == 400)
            #expect(try await decide(server, start.userCode, true, key) == 400)
            #expect(try await claim(server, start).status == .pending)
        }
    }

    @Test func `an account that was disabled meanwhile is not logged in`() async throws {
        let store = InMemoryMetadataStore()
        try await withServer(store) { server in
            let start = try await begin(server, "apus")
            let analyst = Account(name: "analyst", kind: .person, role: .viewer, createdAt: Date())
            let password = SecretString("correct horse")
            try await server.store().create(analyst, password: password)
            let login = try await RemoteStore.logIn(
                to: server.url, as: "analyst", password: password, client: server.client)
            #expect(try await decide(server, start.userCode, true, login.token.value) == 204)
            var disabled = analyst
            disabled.isDisabled = true
            try await server.store().update(disabled, replacing: nil)
            let body = try CanonicalJSON.encode(DeviceLoginClaim(deviceCode: start.deviceCode.value))
            let answer = try await server.send(.post, "/api/v1/device-login-claims", token: nil, body: .bytes(body))
            #expect(answer.status == 401)
        }
    }

    @Test func `who tries codes has to wait, and so do too many programs`() async throws {
        let clock = TestMoment()
        try await withServer(now: { clock.now }) { server in
            let person = try await person(server)
            for _ in 0..<5 { #expect(try await call(server, .get, "BBBB-BBBB", person).status == 404) }
            let start = try await begin(server, "apus")
            let refused = try await call(server, .get, start.userCode, person)
            #expect(refused.status == 429 && refused.headers["Retry-After"] == "1")
            #expect(try await decide(server, start.userCode, true, person) == 429)
            clock.advance(by: 1)
            #expect(try await decide(server, start.userCode, true, person) == 204)
            for _ in 1..<20 { _ = try await begin(server, "apus") }
            #expect(await failure { _ = try await begin(server, "apus") }?.code == .throttled)
        }
    }

    /// The token of a person's login.
    private func person(_ server: ServerUnderTest) async throws -> SecretString {
        let password = try #require(server.firstPassword)
        return try await RemoteStore.logIn(to: server.url, as: "admin", password: password, client: server.client)
            .token.value
    }

    /// Logs in by a code; the clock moves while the program waits.
    private func logIn(
        _ server: ServerUnderTest, _ clock: TestMoment, show: (DeviceLoginStart) async throws -> Void
    ) async throws -> NewLogin {
        try await RemoteStore.logIn(
            to: server.url, confirmedFor: "apus on laptop", client: server.client, retries: .none,
            pause: { clock.advance(by: $0 / .seconds(1)) }, show: show)
    }

    private func begin(_ server: ServerUnderTest, _ client: String) async throws -> DeviceLoginStart {
        let body = try CanonicalJSON.encode(DeviceLoginRequest(client: client))
        let answer = try await server.send(.post, "/api/v1/device-logins", token: nil, body: .bytes(body))
        if answer.isSuccess { return try CanonicalJSON.decode(DeviceLoginStart.self, from: answer.body) }
        throw try CanonicalJSON.decode(ProblemDetails.self, from: answer.body).error
    }

    private func claim(_ server: ServerUnderTest, _ start: DeviceLoginStart) async throws -> DeviceLoginAnswer {
        let body = try CanonicalJSON.encode(DeviceLoginClaim(deviceCode: start.deviceCode.value))
        let answer = try await server.send(.post, "/api/v1/device-login-claims", token: nil, body: .bytes(body))
        return try CanonicalJSON.decode(DeviceLoginAnswer.self, from: answer.body)
    }

    private func call(
        _ server: ServerUnderTest, _ method: HTTPMethod, _ code: String, _ token: SecretString, _ rest: String = "",
        body: HTTPRequestBody = .none
    ) async throws -> HTTPBufferedResponse {
        try await server.send(
            method, "/api/v1/device-logins/\(code)\(rest)", token: token.revealed(), body: body)
    }

    private func decide(
        _ server: ServerUnderTest, _ code: String, _ grants: Bool, _ token: SecretString
    ) async throws -> Int {
        let body = try CanonicalJSON.encode(DeviceLoginDecision(grants: grants))
        return try await call(server, .post, code, token, "/decision", body: .bytes(body)).status
    }
}
