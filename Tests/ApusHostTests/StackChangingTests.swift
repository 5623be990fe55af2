import ApusCore
import ApusHost
import ApusModel
import ApusTestKit
import Testing

@Suite("Changing a stack")
struct StackChangingTests {
    let store = InMemoryMetadataStore()
    let registry: FlavorRegistry
    var components: ComponentService { ComponentService(store: store, registry: registry) }
    var stacks: StackService { StackService(store: store, registry: registry) }
    var inspection: StackInspection { .sample(store, registry) }

    init() async throws {
        registry = try FlavorRegistry([SamplePlugin()])
        for (name, type, flavor) in [
            ("o", ComponentType.orchestrator, "far"), ("b", .artifactStore, "bucket"),
            ("i", .containerRegistry, "images"),
        ] {
            _ = try await components.register(name, of: type, flavor: flavor, options: [:])
        }
    }

    private var parts: [ComponentType: String] { [.orchestrator: "o", .artifactStore: "b", .containerRegistry: "i"] }

    @Test("puts components in and takes them out, unless that would leave a stack that can run nothing")
    func update() async throws {
        _ = try await stacks.register("s", components: parts, inspection: inspection)
        let local = StackChange(components: [.orchestrator: "default"], removedTypes: [.containerRegistry])
        let (changed, warnings) = try await stacks.update("s", by: local, inspection: inspection)
        #expect(changed.components.map(\.name).sorted() == ["b", "default"] && warnings.isEmpty)
        let wrong = StackChange(components: [.orchestrator: "o"])
        let error = await #expect(throws: ApusError.self) {
            try await stacks.update("s", by: wrong, inspection: inspection)
        }
        #expect(error?.summary.contains("has no container registry") == true, "\(String(describing: error))")
        #expect(try await stacks.stack(named: "s").component(.orchestrator)?.name == "default")
        let (incomplete, said) = try await stacks.update("s", by: wrong, inspection: inspection, .allowIncomplete)
        #expect(incomplete.component(.orchestrator)?.name == "o")
        #expect(said.map(\.code) == [.invalidConfiguration])
        let missing = await #expect(throws: ApusError.self) {
            try await stacks.update(
                "s", by: StackChange(removedTypes: [.containerRegistry]), inspection: inspection, .allowIncomplete)
        }
        #expect(missing?.code == .notFound)
    }

    @Test("a stack that is renamed or copied has the same components")
    func renameAndCopy() async throws {
        let extras = ComponentExtras(labels: ["a": "b"], environment: ["E": "1"])
        let stack = try await stacks.register("s", components: parts, extras: extras, inspection: inspection).stack
        let copy = try await stacks.copy("s", to: "t")
        #expect(copy.components == stack.stack.components && copy.environment == ["E": "1"])
        #expect(try await stacks.rename("s", to: "u").id == stack.stack.id)
        let taken = await #expect(throws: ApusError.self) { try await stacks.rename("u", to: "t") }
        #expect(taken?.code == .alreadyExists)
        let fixed = await #expect(throws: ApusError.self) { try await stacks.rename("default", to: "v") }
        #expect(fixed?.code == .forbidden)
    }

    @Test("a stack that is deleted with its components leaves those that others have")
    func deleteRecursively() async throws {
        _ = try await stacks.register("s", components: parts, inspection: inspection)
        _ = try await stacks.register(
            "t", components: [.orchestrator: "default", .artifactStore: "b"], inspection: inspection)
        let removed = try await stacks.delete("s", withComponents: true)
        #expect(removed.map(\.name).sorted() == ["i", "o"])
        #expect(try await store.component(named: "b", of: .artifactStore) != nil)
    }

    @Test("a connector reaches every component that can use it, and says so when none can")
    func connect() async throws {
        let connectors = ConnectorService(store: store, registry: registry)
        _ = try await connectors.register(
            .init(name: "r", type: "sample", authMethod: nil, options: ["token": "right"]))
        _ = try await stacks.register("s", components: parts, inspection: inspection)
        let connected = try await stacks.connect("s", to: "r", resource: "blue")
        #expect(connected.map(\.name) == ["o"])
        #expect(try await components.component(named: "o", of: .orchestrator).connector?.resourceID == "blue")
        let error = await #expect(throws: ApusError.self) { try await stacks.connect("default", to: "r") }
        #expect(error?.code == .invalidArgument)
    }
}
