public import ApusCore
import ApusModel

/// Makes the images of a run: runtime and code on top of the author's base images.
public struct RunImages: Sendable {
    private let registry: any ContainerRegistry
    private let runtime: RuntimeBundle
    private let code: CodeTree?
    private let program: ProgramBundle?
    private let cache: LayerCache

    /// - Parameter program: the pipeline's own program, when it is one.
    public init(
        registry: any ContainerRegistry, runtime: RuntimeBundle, code: CodeTree?, program: ProgramBundle? = nil,
        cache: LayerCache
    ) {
        self.registry = registry
        self.runtime = runtime
        self.code = code
        self.program = program
        self.cache = cache
    }

    /// The image for steps on `base`, in the registry under `repository`.
    /// - Returns: the image, and the base alone, both pinned by digest.
    /// - Throws: whatever the registry throws.
    public func publish(on base: String, repository: String) async throws -> (reference: String, base: String) {
        let pinned = try await registry.resolve(base)
        var layers = [try await runtime.layer(in: cache)]
        if let code { layers.append(try await code.layer(in: cache)) }
        if let program { layers.append(try await program.layer(in: cache)) }
        let assembly = ImageAssembly(
            repository: repository, base: pinned, layers: layers,
            workingDirectory: code == nil ? nil : CodeTree.workingDirectory)
        return (try await registry.publish(assembly), pinned)
    }
}
