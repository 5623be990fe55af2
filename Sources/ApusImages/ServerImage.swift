public import ApusCore
import ApusModel
public import SystemPackage

/// The image of a server: its program with all that it needs, on top of nothing or of a base image.
public struct ServerImage: Sendable {
    private let registry: any ContainerRegistry
    private let runtime: RuntimeBundle
    private let cache: LayerCache

    /// - Parameter programs: the folder that holds `apus-server`.
    public init(registry: any ContainerRegistry, programs: FilePath, cache: LayerCache) {
        self.registry = registry
        self.cache = cache
        runtime = RuntimeBundle(["apus-server"], in: programs, loadingCurl: true)
    }

    /// Brings the image to the registry; what it has already is not sent again.
    /// - Parameter base: as users write images; `nil` for an image with nothing else in it.
    /// - Returns: the image pinned by digest.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when the program is missing; whatever the registry throws.
    public func publish(on base: String?) async throws -> String {
        var pinned: String?
        if let base { pinned = try await registry.resolve(base) }
        let layer = try await runtime.layer(in: cache)
        return try await registry.publish(
            ImageAssembly(repository: Self.repository, base: pinned, layers: [layer]))
    }

    /// Where the image is, under the registry's address.
    public static let repository = "apus-server"
}
