import ApusAPI
import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import Testing

@Suite("Logins")
struct LoginTests {
    private static let password = SecretString("correct horse")

    @Test("the first start makes the account 'admin', whose password lets in; a later start makes none")
    func firstAccount() async throws {
        let store = InMemoryMetadataStore()
        try await withScratchFolder { folder in
            let password = try await withServer(store, folder: folder) { server in
                let password: SecretString = try #require(server.firstPassword)
                let login = try await logIn(server, "admin", password)
                let identity = try await server.store(login.token.value).whoAmI()
                #expect(identity.account.name == "admin" && identity.account.role == .admin)
                #expect(identity.login == login.login && identity.apiKey == nil)
                return password
            }
            try await withServer(store, folder: folder) { server in
                #expect(server.firstPassword == nil)
                _ = try await logIn(server, "admin", password)
            }
        }
    }

    @Test("a first password that was given is the account's, and said to nobody")
    func givenPassword() async throws {
        let given = SecretString("made by whoever installs it")
        try await withServer(configure: { $0.firstPassword = given }) { server in
            let login: NewLogin = try await logIn(server, "admin", given)
            #expect(login.account.role == .admin)
            #expect(server.firstPassword == nil)
        }
    }

    @Test("a first password that is too short keeps the server from starting")
    func shortPassword() async throws {
        let error = await failure {
            try await withServer(configure: { $0.firstPassword = SecretString("short") }) { _ in }
        }
        #expect(error?.code == .invalidArgument)
    }

    @Test("whoever has the data folder can have a new password for 'admin', disabled or not")
    func reset() async throws {
        let store = InMemoryMetadataStore()
        try await withScratchFolder { folder in
            let first = try await withServer(store, folder: folder) { server in
                _ = try await server.key(of: .admin)
                let admin = try #require(try await store.account(named: "admin"))
                var disabled = admin
                (disabled.role, disabled.isDisabled) = (.viewer, true)
                try await store.update(disabled, replacing: admin)
                return server.firstPassword
            }
            try await withServer(store, folder: folder, configure: { $0.resetsAdmin = true }) { server in
                let password: SecretString = try #require(server.firstPassword)
                #expect(password != first)
                #expect(try await logIn(server, "admin", password).account.role == .admin)
            }
        }
    }

    @Test("a login ends at its end, at logout, with a new password, and while the account is disabled")
    func endings() async throws {
        let clock = TestMoment()
        try await withServer(now: { clock.now }) { server in
            let admin = try server.store()
            let analyst = try await person("analyst", admin)
            func new() async throws -> RemoteStore {
                try server.store(try await logIn(server, "analyst", Self.password).token.value)
            }
            let (first, second) = (try await new(), try await new())
            try await first.logOut()
            #expect(await failure { _ = try await first.info() }?.code == .unauthorized)
            _ = try await second.info()

            var disabled = analyst
            disabled.isDisabled = true
            try await admin.update(disabled, replacing: analyst)
            #expect(await failure { _ = try await second.info() }?.reason == "account 'analyst' is disabled")
            #expect(await failure { _ = try await new() }?.reason == "account 'analyst' is disabled")
            try await admin.update(analyst, replacing: disabled)
            _ = try await second.info()

            let wrong = await failure {
                try await second.changePassword(to: SecretString("battery staple"), from: SecretString("wrong horse"))
            }
            #expect(wrong?.code == .forbidden)
            try await second.changePassword(to: SecretString("battery staple"), from: Self.password)
            #expect(await failure { _ = try await second.info() }?.code == .unauthorized)
            #expect(await failure { _ = try await new() }?.code == .unauthorized)
            try await admin.setPassword(Self.password, of: analyst.id)

            let third = try await new()
            clock.advance(by: 7 * 86_400 - 1)
            _ = try await third.info()
            clock.advance(by: 1)
            #expect(await failure { _ = try await third.info() }?.reason?.contains("the login ended at") == true)
        }
    }

    @Test("a wrong password and a name that is not there are answered alike")
    func wrong() async throws {
        try await withServer { server in
            _ = try await person("analyst", server.store())
            _ = try await server.key(of: .member, named: "bot")
            for (name, password) in [
                ("analyst", "wrong horse"), ("guest", "correct horse"), ("bot", ""), ("analyst", ""), ("", ""),
            ] {
                let error = await failure { _ = try await logIn(server, name, SecretString(password)) }
                #expect(error?.code == .unauthorized)
                #expect(error?.reason == "the name or the password is wrong")
            }
        }
    }

    @Test("after some failed attempts the next one has to wait, and says how long")
    func throttle() async throws {
        let clock = TestMoment()
        try await withServer(now: { clock.now }) { server in
            _ = try await person("analyst", server.store())
            for _ in 0..<5 {
                let error = await failure { _ = try await logIn(server, "analyst", SecretString("wrong horse")) }
                #expect(error?.code == .unauthorized)
            }
            let error = await failure { _ = try await logIn(server, "analyst", Self.password) }
            #expect(error?.code == .throttled)
            let body = try CanonicalJSON.encode(LoginRequest(name: "analyst", password: Self.password))
            let response = try await server.send(.post, "/api/v1/logins", token: nil, body: .bytes(body))
            #expect(response.status == 429 && response.headers["Retry-After"] == "1")
            _ = try await logIn(server, "admin", try #require(server.firstPassword))
            clock.advance(by: 1)
            _ = try await logIn(server, "analyst", Self.password)
        }
    }

    @Test("a hash that is cheaper than it has to be is made anew at the next login, which goes on")
    func rehashing() async throws {
        let store = InMemoryMetadataStore()
        try await withScratchFolder { folder in
            try await withServer(store, folder: folder) { server in _ = try await person("analyst", server.store()) }
            let analyst = try #require(try await store.account(named: "analyst"))
            let cost = PasswordCost(logRounds: 4, blockSize: 8, parallelism: 1)
            try await withServer(store, folder: folder, configure: { $0.passwordCost = cost }) { server in
                let login = try await logIn(server, "analyst", Self.password)
                #expect(try await store.password(of: analyst.id)?.text.hasPrefix("$scrypt$ln=4,r=8,p=1$") == true)
                _ = try await server.store(login.token.value).info()
                _ = try await logIn(server, "analyst", Self.password)
            }
        }
    }

    @Test("an API key cannot log out")
    func keysDoNotLogOut() async throws {
        try await withServer { server in
            #expect(await failure { try await server.store().logOut() }?.code == .invalidArgument)
        }
    }

    private func person(_ name: String, _ admin: RemoteStore) async throws -> Account {
        let account = Account(name: name, kind: .person, role: .member, createdAt: Date())
        try await admin.create(account, password: Self.password)
        return account
    }

    private func logIn(_ server: ServerUnderTest, _ name: String, _ password: SecretString) async throws -> NewLogin {
        try await RemoteStore.logIn(
            to: server.url, as: name, password: password, client: server.client, retries: .none)
    }
}
