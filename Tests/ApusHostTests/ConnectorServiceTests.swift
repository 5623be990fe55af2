import ApusCore
import ApusHost
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@Suite("Service connectors")
struct ConnectorServiceTests {
    let store = InMemoryMetadataStore()
    let peer = InMemoryPeer(
        resources: [.s3Bucket: ["a", "b"], .dockerRegistry: ["images.test"]], token: SecretString("good"))
    let registry: FlavorRegistry
    var connectors: ConnectorService {
        ConnectorService(store: store, registry: registry) { Date(timeIntervalSince1970: 1_000_000) }
    }

    init() throws {
        var registry = try FlavorRegistry([SamplePlugin()])
        try registry.register(InMemoryServiceConnector.type(reaching: peer))
        self.registry = registry
    }

    @discardableResult
    func register(
        _ name: String, token: String = "good", type: ResourceType? = nil, resource: String? = nil,
        verifying: Bool = true
    ) async throws -> Connector {
        try await connectors.register(
            .init(
                name: name, type: "memory", authMethod: nil, resourceType: type, resourceID: resource,
                options: ["token": token]), verifying: verifying
        ).connector
    }

    @Test("verifying tells what each type gives, or only what is asked for")
    func verify() async throws {
        try await register("c")
        #expect(try await connectors.verify("c").map(\.resources) == [["images.test"], ["a", "b"]])
        #expect(try await connectors.verify("c", type: .s3Bucket, resourceID: "b").map(\.resources) == [["b"]])
        await #expect(throws: ApusError(.invalidArgument, "")) {
            try await connectors.verify("c", type: .kubernetesCluster)
        }
        await #expect(throws: ApusError(.notFound, "")) {
            try await connectors.verify("c", type: .s3Bucket, resourceID: "x")
        }
        peer.accept(SecretString("other"))
        await #expect(throws: ApusError(.unauthorized, "")) { try await connectors.verify("c") }
    }

    @Test("a connector that is limited to a resource reaches no other")
    func limited() async throws {
        await #expect(throws: ApusError(.invalidArgument, "")) { try await register("c", resource: "a") }
        await #expect(throws: ApusError(.notFound, "")) { try await register("c", type: .s3Bucket, resource: "x") }
        try await register("c", type: .s3Bucket, resource: "a")
        #expect(try await connectors.verify("c").map(\.resources) == [["a"]])
        let error = await #expect(throws: ApusError.self) { try await connectors.verify("c", resourceID: "b") }
        #expect(error?.code == .notFound && error?.reason == "it is limited to 'a'")
        #expect(try await connectors.access("c").resourceID == "a")
    }

    @Test("lists are complete, and a connector that fails costs a row for each type")
    func list() async throws {
        for index in 0..<30 { try await register("good-\(index)", type: .s3Bucket) }
        try await register("bad", token: "bad", verifying: false)
        let all = try await connectors.listResources()
        #expect(all.count == 32 && all.filter { $0.error != nil }.map(\.connector.name) == ["bad", "bad"])
        #expect(all.filter { $0.code == .unauthorized }.count == 2)
        #expect(
            try await connectors.listResources(.init(resourceType: .dockerRegistry)).map(\.connector.name) == ["bad"])
        #expect(try await connectors.listResources(.init(resourceType: .s3Bucket, resourceID: "b")).count == 31)
        #expect(try await connectors.listResources(.init(resourceID: "nothing")).allSatisfy { $0.error != nil })
        #expect(try await connectors.listResources(.init(connectorType: "sample")).isEmpty)
        let type = await #expect(throws: ApusError.self) {
            try await connectors.listResources(.init(connectorType: "memry"))
        }
        #expect(type?.hint == "did you mean 'memory'?")
        let resource = await #expect(throws: ApusError.self) {
            try await connectors.listResources(.init(resourceType: ResourceType(rawValue: "s3-buckt")))
        }
        #expect(resource?.hint == "did you mean 's3-bucket'?")
    }

    @Test("an update is stored once it works, and nothing of one that does not")
    func update() async throws {
        let old = try await register("c")
        var change = ConnectorService.Change()
        change.options = ["token": "wrong"]
        change.description = "described"
        await #expect(throws: ApusError(.unauthorized, "")) { try await connectors.update("c", change) }
        #expect(try await store.connector(old.id) == old)
        #expect(try await store.secrets(of: old.id)["token"]?.revealed() == "good")
        peer.accept(SecretString("better"))
        change.options = ["token": "better"]
        change.labels = ["team": "x"]
        let (new, resources) = try await connectors.update("c", change)
        #expect(new.id == old.id && new.description == "described" && new.labels == ["team": "x"])
        #expect(resources.count == 2)
        #expect(try await store.secrets(of: old.id)["token"]?.revealed() == "better")
        change = ConnectorService.Change()
        change.labels = ["team": ""]
        change.removed = ["description"]
        let cleared = try await connectors.update("c", change).connector
        #expect(cleared.labels.isEmpty && cleared.description == nil && cleared.secretOptions == ["token"])
    }

    @Test("unknown options and attributes are refused with the closest spelling")
    func spelling() async throws {
        try await register("c")
        var change = ConnectorService.Change()
        change.options = ["tken": "x"]
        let option = await #expect(throws: ApusError.self) { try await connectors.update("c", change) }
        #expect(option?.code == .invalidConfiguration && option?.hint == "did you mean 'token'?")
        change.options = [:]
        change.removed = ["tokn"]
        let attribute = await #expect(throws: ApusError.self) { try await connectors.update("c", change) }
        #expect(attribute?.code == .notFound && attribute?.hint == "did you mean 'token'?")
        let name = await #expect(throws: ApusError.self) { try await connectors.rename("d", to: "e") }
        #expect(name?.hint == "did you mean 'c'?")
    }

    @Test("renaming keeps what is bound, and takes no name that is taken or invalid")
    func rename() async throws {
        let old = try await register("c")
        try await register("d")
        #expect(try await connectors.rename("c", to: "e").id == old.id)
        await #expect(throws: ApusError(.alreadyExists, "")) { try await connectors.rename("e", to: "d") }
        await #expect(throws: ApusError(.invalidArgument, "")) { try await connectors.rename("e", to: "no good") }
        #expect(try await store.connectors().map(\.name) == ["d", "e"])
    }

    @Test("expired credentials are not used, and the command that renews them is named")
    func expiry() async throws {
        try await register("c")
        var change = ConnectorService.Change()
        change.expiresAt = Date(timeIntervalSince1970: 1_000_200)
        await #expect(throws: ApusError(.unauthorized, "")) { try await connectors.update("c", change) }
        change.expirySkewTolerance = 100
        _ = try await connectors.update("c", change)
        #expect(
            try await connectors.access("c", type: .dockerRegistry).expiresAt == Date(timeIntervalSince1970: 1_000_100))
        change.expiresAt = Date(timeIntervalSince1970: 999_000)
        _ = try await connectors.update("c", change, verifying: false)
        for call in [
            { _ = try await connectors.verify("c") },
            { _ = try await connectors.access("c", type: .dockerRegistry) },
        ] as [() async throws -> Void] {
            let error = try #require(await #expect(throws: ApusError.self) { try await call() })
            #expect(error.code == .unauthorized && error.summary.contains("have expired"))
            #expect(error.hint?.contains("apus service-connector update c --token=@FILE") == true)
        }
        #expect(try await connectors.listResources().allSatisfy { $0.code == .unauthorized })
        // New credentials have no end that is known.
        peer.accept(SecretString("fresh"))
        var renewal = ConnectorService.Change()
        renewal.options = ["token": "fresh"]
        #expect(try await connectors.update("c", renewal).connector.expiresAt == nil)
    }

    @Test("an update that a bound component would lose its resource by is refused")
    func bound() async throws {
        let components = ComponentService(store: store, registry: registry)
        _ = try await connectors.register(
            .init(name: "k", type: "sample", authMethod: nil, options: ["token": "right"]))
        _ = try await components.register("o", of: .orchestrator, flavor: "far", options: [:])
        _ = try await components.connect("o", of: .orchestrator, to: "k", resource: "green")
        var change = ConnectorService.Change()
        change.resourceID = "blue"
        for verifying in [true, false] {
            let error = await #expect(throws: ApusError.self) {
                try await connectors.update("k", change, verifying: verifying)
            }
            #expect(error?.code == .inUse && error?.summary.contains("'o'") == true)
        }
        change.resourceID = "green"
        #expect(try await connectors.update("k", change).connector.resourceID == "green")
        #expect(try await connectors.rename("k", to: "kk").name == "kk")
    }
}
