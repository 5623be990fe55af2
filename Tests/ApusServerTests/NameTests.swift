import ApusClient
import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@Suite struct NameTests {
    private static let now = Date(timeIntervalSince1970: 1_700_000_000)

    private static let creations: [(kind: String, create: @Sendable (RemoteStore, String) async throws -> Void)] = [
        (
            "component",
            { store, name in
                try await store.create(
                    Component(type: .artifactStore, name: name, flavor: "local", createdAt: now), secrets: [:])
            }
        ),
        (
            "connector",
            { store, name in
                try await store.create(
                    Connector(
                        name: name, type: "kubernetes", authMethod: "token", resourceTypes: [.kubernetesCluster],
                        createdAt: now), secrets: [:])
            }
        ),
        (
            "secret",
            { store, name in try await store.create(Secret(name: name, keys: [], createdAt: now), values: [:]) }
        ),
        ("stack", { store, name in try await store.create(Stack(name: name, components: [:], createdAt: now)) }),
    ]

    @Test(
        "a name that is none is refused by the server too, and nothing is kept",
        arguments: ["", "a/b", "-a", "a b", "<script>", String(repeating: "a", count: 64)])
    func refusesNames(name: String) async throws {
        let kept = InMemoryMetadataStore()
        try await withServer(kept) { server in
            let store = try server.store()
            for (kind, create) in Self.creations {
                let error = try #require(await failure { try await create(store, name) }, "\(kind)")
                #expect(error.code == .invalidArgument, "\(kind)")
                #expect(error.summary.contains("'\(name)' cannot be the name of"), "\(error)")
                try await create(store, "fine")
            }
        }
        let names = try await kept.components(of: nil).map(\.name) + kept.stacks().map(\.name)
        #expect(names.contains("fine") && !names.contains(name), "\(names)")
    }
}
