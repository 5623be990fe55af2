import ApusArchive
import ApusCore
import ApusHost
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials
import SystemPackage

extension FlavorExam {
    mutating func tryArtifactStore(_ store: any ArtifactStore) async throws {
        let found = try await store.keys(withPrefix: "")
        if let first = found.first {
            throw ApusError(
                .inUse, "the artifact store at \(store.location) cannot be tried",
                reason: "it has \(found.count) keys, '\(first)' among them, and all would be deleted",
                hint: "name an empty place")
        }
        let conformance = ArtifactStoreConformance {
            try await store.removeAll()
            return store
        }
        for check in ArtifactStoreConformance.Check.all {
            await report(check.name) { try await conformance.run(check) }
        }
        for check in PluginTrial.StoreCheck.all {
            await report(check.name) { [trial] in try await trial.run(check, on: store) }
        }
        await report("all of it can be removed") { try await store.removeAll() }
    }

    mutating func tryRegistry(_ registry: any ContainerRegistry) async throws {
        guard let base else {
            throw ApusError(
                .invalidArgument, "a container registry cannot be tried without an image in it",
                reason: "images are published on top of it",
                hint: "--base NAME:TAG, as the registry at \(registry.address) has it")
        }
        let folder = FilePath(FileManager.default.temporaryDirectory.path)
            .appending("apus-exam-\(Identifier<FlavorExam>.make().short)")
        // A leftover in the temporary folder harms nobody.
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        var layers: [ImageLayer] = []
        for name in ["one", "two"] {
            let source = folder.appending("\(name).txt")
            try Data(name.utf8).write(to: URL(filePath: source.string))
            let file = folder.appending("\(name).tar.gz")
            let written = try await Archive.write(
                [ArchiveEntry("\(name).txt", .file(source))], to: file, compression: .gzip())
            layers.append(
                ImageLayer(
                    file: file, digest: written.digest, size: written.size,
                    uncompressedDigest: written.uncompressedDigest))
        }
        let conformance = ContainerRegistryConformance(.init(registry: registry, base: base, layers: layers))
        for check in ContainerRegistryConformance.Check.all {
            await report(check.name) { try await conformance.run(check) }
        }
    }

    mutating func tryOrchestrator(_ orchestrator: any Orchestrator) async {
        let registry = session.registry
        let (home, logger) = (session.home.path, session.logger)
        let scratch = FilePath(FileManager.default.temporaryDirectory.path)
            .appending("apus-exam-\(Identifier<FlavorExam>.make().short)")
        // A leftover in the temporary folder harms nobody.
        defer { try? FileManager.default.removeItem(atPath: scratch.string) }
        let conformance = OrchestratorConformance {
            let folder = scratch.appending(Identifier<FlavorExam>.make().rawValue)
            let component = Component(
                type: .artifactStore, name: "test", flavor: "local",
                configuration: ["path": .string(folder.string)], createdAt: Date())
            let store = try registry.makeArtifactStore(
                ComponentContext(component: component, home: home, logger: logger))
            return OrchestratorConformance.Bench(
                orchestrator: orchestrator,
                environment: RunEnvironment(
                    store: InMemoryMetadataStore(), artifactStore: store, programs: Programs.folder)
            ) { steps in
                RunPlan(pipeline: "conformance", stack: "default", components: [component], steps: steps)
            }
        }
        for check in OrchestratorConformance.Check.all {
            await report(check.name) { try await conformance.run(check) }
        }
    }
}

extension ArtifactStore {
    fileprivate func removeAll() async throws {
        for key in try await keys(withPrefix: "") { try await delete(key) }
    }
}
