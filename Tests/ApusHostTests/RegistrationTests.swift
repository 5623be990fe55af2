import ApusCore
import ApusHost
import ApusModel
import ApusTestKit
import Testing

@Suite("Registering")
struct RegistrationTests {
    let store = InMemoryMetadataStore()
    let registry: FlavorRegistry
    var components: ComponentService { ComponentService(store: store, registry: registry) }
    var connectors: ConnectorService { ConnectorService(store: store, registry: registry) }
    var stacks: StackService { StackService(store: store, registry: registry) }

    init() throws { registry = try FlavorRegistry([SamplePlugin()]) }

    @Test("a component keeps its secrets apart from its options")
    func secrets() async throws {
        let component = try await components.register(
            "c", of: .artifactStore, flavor: "bucket", options: ["place": "there", "password": "pw"])
        #expect(component.configuration["place"] == "there")
        #expect(component.configuration["password"] == nil)
        #expect(component.secretOptions == ["password"])
        #expect(try await store.secrets(of: component.id)["password"]?.revealed() == "pw")
    }

    @Test(
        "a component that breaks its declaration stores nothing",
        arguments: [
            (flavor: "bucke", options: [:], code: ApusError.Code.notFound),
            ("bucket", ["plce": "x"], .invalidConfiguration), ("bucket", ["count": "many"], .invalidConfiguration),
        ] as [(flavor: String, options: [String: String], code: ApusError.Code)])
    func refused(_ item: (flavor: String, options: [String: String], code: ApusError.Code)) async throws {
        let before = try await store.components(of: nil)
        let error = await #expect(throws: ApusError.self) {
            try await components.register("c", of: .artifactStore, flavor: item.flavor, options: item.options)
        }
        #expect(error?.code == item.code)
        #expect(try await store.components(of: nil) == before)
    }

    @Test("a connector is stored only once it reached its resources")
    func connector() async throws {
        let wrong = ConnectorService.Registration(
            name: "w", type: "sample", authMethod: nil, options: ["token": "wrong"])
        let error = await #expect(throws: ApusError.self) { try await connectors.register(wrong) }
        #expect(error?.code == .unauthorized)
        #expect(try await store.connectors().isEmpty)

        let right = ConnectorService.Registration(
            name: "r", type: "sample", authMethod: nil, options: ["token": "right"])
        let (_, resources) = try await connectors.register(right)
        #expect(resources.flatMap(\.resources) == ["blue", "green"])
    }

    @Test("an orchestrator connects to one of several resources when it is named")
    func connect() async throws {
        _ = try await connectors.register(
            .init(name: "r", type: "sample", authMethod: nil, options: ["token": "right"]))
        _ = try await components.register("o", of: .orchestrator, flavor: "far", options: [:])
        let error = await #expect(throws: ApusError.self) {
            try await components.connect("o", of: .orchestrator, to: "r")
        }
        #expect(error?.hint == "add --resource-id ID")
        let bound = try await components.connect("o", of: .orchestrator, to: "r", resource: "green")
        #expect(bound.connector?.resourceID == "green")
        let inUse = await #expect(throws: ApusError.self) { try await connectors.delete("r") }
        #expect(inUse?.code == .inUse)
    }

    @Test(
        "a stack that could run nothing is refused with the reason",
        arguments: [
            (artifactStore: "default", hasRegistry: true, storeIsLocal: false, says: "is a folder on this one"),
            ("b", false, false, "has no container registry"), ("b", true, true, "this machine's own database"),
        ] as [(artifactStore: String, hasRegistry: Bool, storeIsLocal: Bool, says: String)])
    func stack(_ item: (artifactStore: String, hasRegistry: Bool, storeIsLocal: Bool, says: String)) async throws {
        _ = try await components.register("o", of: .orchestrator, flavor: "far", options: [:])
        _ = try await components.register("b", of: .artifactStore, flavor: "bucket", options: [:])
        _ = try await components.register("i", of: .containerRegistry, flavor: "images", options: [:])
        var parts: [ComponentType: String] = [.orchestrator: "o", .artifactStore: item.artifactStore]
        if item.hasRegistry { parts[.containerRegistry] = "i" }
        let error = await #expect(throws: ApusError.self) {
            try await stacks.register(
                "s", components: parts, inspection: .sample(store, registry, storeIsLocal: item.storeIsLocal))
        }
        #expect(error?.summary.contains(item.says) == true, "\(String(describing: error))")
        #expect(try await store.stacks().map(\.name) == ["default"])
    }
}
