import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage
import Testing

@testable import OCIPlugin

@Suite("Connector type docker-registry", .enabled(if: TestRegistry.isInstalled, "needs docker-registry"))
struct RegistryConnectorTests {
    /// The connector as it is made anew from what is stored.
    static func connector(
        _ method: String, _ options: [String: JSONValue], environment: [String: String] = [:],
        http: (any HTTPClient)? = nil
    ) async throws -> any ServiceConnector {
        let method = try RegistryConnectors.type(environment: environment) { _ in http }.authMethod(method)
        let prepared = try await method.prepare(method.schema.validate(options, of: "rc"))
        let (plain, secrets) = method.schema.separatingSecrets(prepared)
        let record = Connector(
            name: "rc", type: "docker-registry", authMethod: method.name, resourceTypes: [.dockerRegistry],
            configuration: plain, secretOptions: secrets.keys.sorted(), createdAt: Date())
        return try method.make(
            ConnectorContext(
                connector: record, secrets: secrets, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    }

    static func options(_ host: String, password: String = TestRegistry.password) -> [String: JSONValue] {
        ["registry": .string(host), "username": .string(TestRegistry.username), "password": .string(password)]
    }

    static func subject(_ registry: TestRegistry) -> ServiceConnectorConformance.Subject {
        ServiceConnectorConformance.Subject(
            type: .dockerRegistry, working: { try await connector("password", options(registry.host)) },
            refused: { try await connector("password", options(registry.host, password: "refused-word")) },
            refusedSecrets: ["refused-word"].map { SecretString($0) },
            unreachable: { try await connector("password", options("127.0.0.1:\(FreePort.take())")) },
            silent: {
                let (requests, announcement) = AsyncStream.makeStream(of: Void.self)
                let http = ScriptedHTTPClient { _, _ in
                    announcement.yield()
                    for await _ in AsyncStream<Never>.makeStream().stream {}
                    throw CancellationError()
                }
                return .init(try await connector("password", options(registry.host), http: http)) {
                    _ = await requests.first { true }
                }
            })
    }

    @Test("at a server, what docker login keeps is not used")
    func server() throws {
        let method = try RegistryConnectors.type().authMethod("docker-login")
        let record = Connector(
            name: "rc", type: "docker-registry", authMethod: method.name, resourceTypes: [.dockerRegistry],
            configuration: ["registry": "127.0.0.1:9"], createdAt: Date())
        let context = ConnectorContext(
            connector: record, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, usesMachine: false)
        #expect(throws: ApusError(.rejected, "")) { try method.make(context) }
    }

    @Test("keeps the contract with a real registry")
    func contract() async throws {
        try await TestRegistry.run(.passwords) { registry in
            for check in ServiceConnectorConformance.Check.all {
                try await ServiceConnectorConformance(Self.subject(registry)).run(check)
            }
        }
    }

    @Test("a container registry pushes and pulls through it")
    func component() async throws {
        try await TestRegistry.run(.passwords) { registry in
            let connector = try await Self.connector("password", Self.options(registry.host))
            let component = try registry.component {
                try await connector.access(to: registry.host, of: .dockerRegistry)
            }
            try await component.verify()
            #expect(try await component.pullCredentials()[registry.host]?.username == TestRegistry.username)
            #expect(try await connector.examine(.dockerRegistry, matching: nil)[0].identity == TestRegistry.username)
        }
    }

    @Test("credentials for one registry are shown to no other")
    func otherRegistry() async throws {
        let connector = try await Self.connector("password", Self.options("own.test"))
        let component = try TestRegistry.component(uri: "127.0.0.1:9/apus") {
            try await connector.access(to: "own.test", of: .dockerRegistry)
        }
        await #expect(throws: ApusError(.invalidConfiguration, "")) { _ = try await component.pullCredentials() }
    }

    /// A program that keeps credentials in files of its folder.
    static func helper(in folder: FilePath) throws -> [String: String] {
        let path = folder.appending("docker-credential-files")
        let script = """
            #!/bin/sh
            cd \(folder) || exit 1
            case $1 in
            get) read -r server; name=$(echo "$server" | tr -c 'a-z0-9\\n' _)
                 [ -e "kept-$name" ] || { echo "credentials not found in native keychain"; exit 1; }
                 cat "kept-$name" ;;
            store) cat > input
                   name=$(sed 's/.*"ServerURL":"\\([^"]*\\)".*/\\1/' input | tr -c 'a-z0-9\\n' _)
                   cp input "kept-$name" ;;
            esac
            """
        try writeProgram(script, to: path)
        return ["DOCKER_CONFIG": folder.string, "PATH": "\(folder):/usr/bin:/bin"]
    }

    @Test("what docker login keeps is found, and read anew at each use", arguments: [true, false])
    func dockerLogin(byHelper: Bool) async throws {
        try await TestRegistry.run(.passwords) { registry in
            try await withScratchFolder { folder in
                let environment = try Self.helper(in: folder)
                let file = URL(filePath: folder.appending("config.json").string)
                let first: JSONValue = byHelper ? ["credsStore": "files", "other": [1]] : ["other": [1]]
                try CanonicalJSON.encode(first).write(to: file)
                let given = try await Self.connector("password", Self.options(registry.host))
                let login = ConnectorLogin(
                    connector: "rc", name: "apus-rc",
                    access: try await given.access(to: registry.host, of: .dockerRegistry), isCurrent: false,
                    environment: environment)
                _ = try await DockerLogin.write(login)
                let written = try CanonicalJSON.decode(JSONValue.self, from: Data(contentsOf: file))
                #expect(written["other"] == [1] && (written["auths"] == nil) == byHelper)
                let wish = FoundCredentials.Wish(resourceID: registry.host)
                let found = try await FoundDockerLogin.look(wish, environment: environment)
                #expect(found.authMethod == (byHelper ? "docker-login" : "password"))
                let connector = try await Self.connector(found.authMethod, found.options, environment: environment)
                #expect(try await connector.resources(of: .dockerRegistry, matching: nil) == [registry.host])

                let read = try await Self.connector(
                    "docker-login", ["registry": .string(registry.host)], environment: environment)
                #expect(
                    try await read.access(to: registry.host, of: .dockerRegistry).secrets["password"]?.revealed()
                        == TestRegistry.password)
                for name in try FileManager.default.contentsOfDirectory(atPath: folder.string) {
                    if name.hasPrefix("kept-") || name == "config.json" {
                        try FileManager.default.removeItem(atPath: folder.appending(name).string)
                    }
                }
                await #expect(throws: ApusError(.unauthorized, "")) {
                    try await read.resources(of: .dockerRegistry, matching: nil)
                }
            }
        }
    }

    @Test("a program that is not installed, and one that fails without reading, are named")
    func brokenHelper() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("docker-credential-bad")
            let script = "#!/bin/sh\necho leaked-secret; echo no luck >&2; exit 3\n"
            try writeProgram(script, to: path)
            for (name, code) in [("bad", ApusError.Code.unauthorized), ("missing", .notFound), ("../bad", .notFound)] {
                try CanonicalJSON.encode(["credsStore": .string(name)] as JSONValue)
                    .write(to: URL(filePath: folder.appending("config.json").string))
                let docker = DockerConfiguration(
                    environment: ["DOCKER_CONFIG": folder.string, "PATH": folder.string])
                let error = try #require(
                    await #expect(throws: ApusError.self) { try await docker.credential(for: "h.test") })
                #expect(error.code == code && error.summary.contains("docker-credential-\(name)"))
                #expect(!error.description.contains("leaked-secret"))
            }
        }
    }

    @Test("an identity token is exchanged at the token server, and never sent to the registry")
    func identityToken() async throws {
        let http = ScriptedHTTPClient { request, body in
            if request.url.hasPrefix("https://auth.test") {
                let form = String(decoding: body, as: UTF8.self)
                return form.contains("refresh_token=id-token") && form.contains("grant_type=refresh_token")
                    ? .text(200, #"{"access_token": "short"}"#) : .text(401, "{}")
            }
            return request.headers["Authorization"] == "Bearer short"
                ? .text(200, "{}")
                : .text(
                    401, "{}", headers: ["WWW-Authenticate": #"Bearer realm="https://auth.test/token",service="r""#])
        }
        let connector = try await Self.connector(
            "token", ["registry": "registry.test", "token": "id-token"], http: http)
        #expect(try await connector.resources(of: .dockerRegistry, matching: nil) == ["registry.test"])
        for exchange in http.exchanges where exchange.request.url.hasPrefix("https://registry.test") {
            #expect(exchange.request.headers["Authorization"]?.contains("id-token") != true)
        }
    }
}
