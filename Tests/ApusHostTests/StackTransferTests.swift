import ApusCore
import ApusHost
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@Suite("Exporting and importing a stack")
struct StackTransferTests {
    let registry: FlavorRegistry

    init() throws { registry = try FlavorRegistry([SamplePlugin()]) }

    @Test("goes round without a difference, and doing it again changes nothing", arguments: 0..<200)
    func roundTrip(seed: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let document = StackDocument.random(&generator)
        let store = InMemoryMetadataStore()
        try await prepare(store)
        let transfer = StackTransfer(store: store, registry: registry)
        let read = try StackDocument(json: document.json)
        #expect(read == document)
        let plan = try await transfer.plan(read)
        #expect(plan.entries.allSatisfy { $0.action == .create })
        _ = try await transfer.apply(plan)
        #expect(try await transfer.export(document.name) == document)
        let before = (try await store.components(of: nil), try await store.stacks())
        let again = try await transfer.plan(document)
        #expect(again.entries.allSatisfy { $0.action == .keep && $0.changes.isEmpty }, "\(again.entries)")
        _ = try await transfer.apply(again)
        #expect(try await store.components(of: nil) == before.0)
        #expect(try await store.stacks() == before.1)

        var other = StackDocument.random(&generator)
        other.name = document.name
        for type in other.components.keys { other.components[type]?.name = "x" }
        _ = try await transfer.apply(try await transfer.plan(other))
        #expect(try await transfer.export(document.name) == other)
    }

    @Test("says what would change, place by place, and changes what is there")
    func change() async throws {
        let store = InMemoryMetadataStore()
        try await prepare(store)
        let transfer = StackTransfer(store: store, registry: registry)
        var document = StackDocument(
            name: "s",
            components: [
                .orchestrator: ComponentDocument(name: "o", flavor: "far", configuration: ["place": "here"]),
                .artifactStore: ComponentDocument(name: "b", flavor: "bucket"),
            ])
        _ = try await transfer.apply(try await transfer.plan(document))
        document.components[.orchestrator]?.configuration = ["place": "there", "count": 2]
        document.labels = ["team": "a"]
        let plan = try await transfer.plan(document)
        #expect(plan.entries.map(\.action) == [.keep, .change, .change])
        #expect(
            plan.entries[1].changes == ["configuration.count: none → 2", #"configuration.place: "here" → "there""#])
        #expect(plan.entries[2].changes == [#"labels.team: none → "a""#])
        _ = try await transfer.apply(plan)
        #expect(try await transfer.export("s") == document)
    }

    @Test(
        "is refused with the place and the reason, and then nothing is stored",
        arguments: [
            (#"{}"#, "the file has no 'apus_stack'"),
            (#"{"apus_stack": 2, "name": "s"}"#, "the file is of version 2 of exported stacks"),
            (#"{"apus_stack": 1, "name": 3}"#, "'name' of the file has to be a text"),
            (#"{"apus_stack": 1, "name": "s", "compnents": {}}"#, "the file has no member 'compnents'"),
            (
                #"{"apus_stack": 1, "name": "s", "components": {"orchestratr": {}}}"#,
                "components of the file cannot be of type 'orchestratr'"
            ),
            (
                #"{"apus_stack": 1, "name": "s", "components": {"orchestrator": {"name": "o"}}}"#,
                "components.orchestrator has no 'flavor'"
            ),
            (
                #"{"apus_stack": 1, "name": "s", "components": {"orchestrator": {"name": "o", "flavor": "fra"}}}"#,
                "there is no orchestrator flavor 'fra'"
            ),
            (
                #"{"apus_stack": 1, "name": "s", "components": {"orchestrator": {"name": "o", "flavor": "far", "configuration": {"password": "clear"}}}}"#,
                "secret option 'password' of orchestrator 'o' stands in the file in clear"
            ),
            (
                #"{"apus_stack": 1, "name": "s", "components": {"orchestrator": {"name": "o", "flavor": "far", "secret_options": ["password"]}}}"#,
                "secret option 'password' of orchestrator 'o' has no value here"
            ),
            (
                #"{"apus_stack": 1, "name": "s", "components": {"orchestrator": {"name": "default", "flavor": "far"}}}"#,
                "there is already orchestrator 'default', of flavor 'local'"
            ),
            (
                #"{"apus_stack": 1, "name": "s", "components": {"orchestrator": {"name": "o", "flavor": "far", "connector": {"name": "gone", "resource_type": "kubernetes-cluster", "resource_id": "blue"}}}}"#,
                "there is no service connector 'gone'"
            ),
            (#"{"apus_stack": 1, "name": "s!", "components": {}}"#, "'s!' cannot be the name of a stack"),
            (
                #"{"apus_stack": 1, "name": "s", "secrets": ["gone"], "components": {}}"#,
                "stack 's' needs the secret 'gone', but there is none"
            ),
        ])
    func refused(text: String, says: String) async throws {
        let store = InMemoryMetadataStore()
        let before = (try await store.components(of: nil), try await store.stacks())
        let error = await #expect(throws: ApusError.self) {
            let json = try CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))
            _ = try await StackTransfer(store: store, registry: registry).plan(StackDocument(json: json))
        }
        #expect(error?.summary == says)
        #expect(try await store.components(of: nil) == before.0)
        #expect(try await store.stacks() == before.1)
    }

    /// The connector and the secret that random documents name.
    private func prepare(_ store: InMemoryMetadataStore) async throws {
        _ = try await ConnectorService(store: store, registry: registry).register(
            .init(name: "r", type: "sample", authMethod: nil, options: ["token": "right"]))
        _ = try await SecretService(store: store).create("s", values: ["key": SecretString("v")])
    }
}

extension StackDocument {
    fileprivate static func random(_ generator: inout SeededGenerator) -> StackDocument {
        var document = StackDocument(
            name: "stack-\(generator.below(1000))", labels: generator.texts(), environment: generator.texts(),
            secrets: generator.chance(30) ? ["s"] : [], components: [:])
        for (type, flavors) in [
            (ComponentType.orchestrator, ["local", "far"]), (.artifactStore, ["local", "bucket"]),
            (.containerRegistry, ["images"]),
        ] where type != .containerRegistry || generator.chance(50) {
            document.components[type] = .random(flavors[generator.below(flavors.count)], &generator)
        }
        return document
    }
}

extension ComponentDocument {
    fileprivate static func random(_ flavor: String, _ generator: inout SeededGenerator) -> ComponentDocument {
        var document = ComponentDocument(
            name: "c\(generator.below(1000))", flavor: flavor, labels: generator.texts(),
            environment: generator.texts(), secrets: generator.chance(30) ? ["s"] : [])
        if generator.chance(50) { document.configuration["place"] = .string(generator.text()) }
        if generator.chance(50) { document.configuration["count"] = .integer(Int64(generator.below(1 << 20))) }
        if generator.chance(50) { document.configuration["password"] = "{{s.key}}" }
        if flavor == "far", generator.chance(50) {
            document.connector = ConnectorDocument(
                name: "r", resourceType: .kubernetesCluster, resourceID: generator.chance(50) ? "blue" : "green")
        }
        return document
    }
}

extension SeededGenerator {
    fileprivate mutating func texts() -> [String: String] {
        Dictionary((0..<below(4)).map { _ in (text(), text()) }) { first, _ in first }
    }

    fileprivate mutating func text() -> String {
        let letters = Array("abc:-# {}'\"\\ä\n0123@~null")
        return "t" + String((0..<below(12)).map { _ in letters[below(letters.count)] })
    }
}
