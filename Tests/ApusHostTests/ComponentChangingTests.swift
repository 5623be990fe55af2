import ApusCore
import ApusHost
import ApusModel
import ApusTestKit
import Testing

@Suite("Changing a component")
struct ComponentChangingTests {
    let store = InMemoryMetadataStore()
    let registry: FlavorRegistry
    var components: ComponentService { ComponentService(store: store, registry: registry) }
    var secrets: SecretService { SecretService(store: store) }

    init() throws { registry = try FlavorRegistry([SamplePlugin()]) }

    private func bucket(_ name: String = "b", _ options: [String: String] = [:]) async throws -> Component {
        try await components.register(name, of: .artifactStore, flavor: "bucket", options: options)
    }

    @Test("sets what is given and leaves the rest as it is")
    func update() async throws {
        _ = try await bucket("b", ["place": "there", "password": "pw"])
        let change = ComponentChange(
            options: ["count": "3", "place": "elsewhere"],
            extras: ExtrasChange(labels: ["team": "a"], environment: ["A": "1", "B": "2"]))
        let changed = try await components.update("b", of: .artifactStore, by: change)
        #expect(changed.configuration == ["place": "elsewhere", "count": 3])
        #expect(changed.secretOptions == ["password"])
        #expect(changed.labels == ["team": "a"])
        #expect(try await store.secrets(of: changed.id)["password"]?.revealed() == "pw")
        let less = ComponentChange(
            removedOptions: ["password", "count"], extras: ExtrasChange(removedLabels: ["team"], environment: ["A": ""])
        )
        let reduced = try await components.update("b", of: .artifactStore, by: less)
        #expect(reduced.configuration == ["place": "elsewhere"])
        #expect(reduced.secretOptions.isEmpty && reduced.labels.isEmpty && reduced.environment == ["B": "2"])
        #expect(try await store.secrets(of: changed.id).isEmpty)
    }

    @Test(
        "that is refused changes nothing",
        arguments: [
            (ComponentChange(options: ["plce": "x"]), ApusError.Code.invalidConfiguration),
            (ComponentChange(options: ["count": "many"]), .invalidConfiguration),
            (ComponentChange(removedOptions: ["count"]), .notFound),
            (ComponentChange(removedOptions: ["nothing"]), .invalidConfiguration),
            (ComponentChange(options: ["place": "{{no.key}}"]), .notFound),
            (ComponentChange(extras: ExtrasChange(secrets: ["no"])), .notFound),
        ])
    func refused(change: ComponentChange, code: ApusError.Code) async throws {
        let before = try await bucket("b", ["place": "there"])
        let error = await #expect(throws: ApusError.self) {
            try await components.update("b", of: .artifactStore, by: change)
        }
        #expect(error?.code == code, "\(String(describing: error))")
        #expect(try await store.component(before.id) == before)
    }

    @Test("a reference to a secret takes the place of a value, and is seen as one")
    func reference() async throws {
        _ = try await secrets.create("s", values: ["key": SecretString("from the secret")])
        let component = try await bucket("b", ["password": "pw"])
        let changed = try await components.update(
            "b", of: .artifactStore, by: ComponentChange(options: ["password": "{{s.key}}"]))
        #expect(changed.configuration["password"] == "{{s.key}}")
        #expect(changed.secretOptions.isEmpty)
        #expect(try await store.secrets(of: component.id)["password"]?.revealed() == "from the secret")
        let error = await #expect(throws: ApusError.self) { try await secrets.delete("s") }
        #expect(error?.code == .inUse)
        let back = try await components.update(
            "b", of: .artifactStore, by: ComponentChange(options: ["password": "pw2"]))
        #expect(back.configuration["password"] == nil && back.secretOptions == ["password"])
        try await secrets.delete("s")
    }

    @Test("a copy has everything but the name, secrets among it")
    func copy() async throws {
        let component = try await bucket("b", ["place": "there", "password": "pw"])
        let copy = try await components.copy("b", of: .artifactStore, to: "c")
        #expect(copy.name == "c" && copy.id != component.id)
        #expect(copy.configuration == component.configuration)
        #expect(try await store.secrets(of: copy.id)["password"]?.revealed() == "pw")
        for name in ["b", "c", "bad!"] {
            await #expect(throws: ApusError.self) { try await components.copy("b", of: .artifactStore, to: name) }
        }
    }

    @Test("a new name keeps identity and place in stacks; a taken one is refused")
    func rename() async throws {
        let component = try await bucket()
        let renamed = try await components.rename("b", of: .artifactStore, to: "c")
        #expect(renamed.id == component.id && renamed.name == "c")
        #expect(try await components.component(named: component.id.rawValue, of: .artifactStore).name == "c")
        let error = await #expect(throws: ApusError.self) {
            try await components.rename("c", of: .artifactStore, to: "default")
        }
        #expect(error?.code == .alreadyExists)
        #expect(try await components.rename("c", of: .artifactStore, to: "c").name == "c")
    }

    @Test("by many at once loses nothing")
    func atOnce() async throws {
        _ = try await bucket()
        let service = components
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<24 {
                group.addTask {
                    let change = ComponentChange(extras: ExtrasChange(labels: ["n\(number)": "yes"]))
                    _ = try await service.update("b", of: .artifactStore, by: change)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await components.component(named: "b", of: .artifactStore).labels.count == 24)
    }

    @Test("a component that cannot be connected is not registered")
    func failedConnection() async throws {
        let before = try await store.components(of: nil)
        await #expect(throws: ApusError.self) {
            try await components.register("o", of: .orchestrator, flavor: "far", options: [:], connector: "none")
        }
        #expect(try await store.components(of: nil) == before)
    }
}
