import ApusTestKit
import SystemPackage
import Testing

@Suite struct ContainerRegistryConformanceTests {
    /// Against `docker-registry`, which `Scripts/setup` installs.
    @Test(.enabled(if: TestRegistry.isInstalled), arguments: ContainerRegistryConformance.Check.all)
    func `the flavor oci keeps the contract`(check: ContainerRegistryConformance.Check) async throws {
        try await TestRegistry.run { registry in
            let images = TestImages(folder: registry.folder)
            try await images.push(to: registry.host, "apus/base", tag: "1")
            try await ContainerRegistryConformance(
                .init(registry: registry.component(), base: "base:1", layers: images.twoLayers())
            ).run(check)
        }
    }

    @Test(arguments: ContainerRegistryConformance.Check.all)
    func `the registry in memory keeps the contract`(check: ContainerRegistryConformance.Check) async throws {
        try await withScratchFolder { folder in
            try await ContainerRegistryConformance(
                .init(
                    registry: InMemoryContainerRegistry(images: ["base:1"]), base: "base:1",
                    layers: TestImages(folder: folder).twoLayers())
            ).run(check)
        }
    }
}
