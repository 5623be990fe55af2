/// An image to be made: a base and layers on top.
public struct ImageAssembly: Sendable {
    /// The repository to put it in, under the registry's address: `digits`.
    public let repository: String
    /// The base image, as the user wrote it; `nil` for an image of these layers alone.
    public let base: String?
    /// Lowest first.
    public let layers: [ImageLayer]
    public let entrypoint: [String]?
    public let environment: [String: String]
    public let workingDirectory: String?

    public init(
        repository: String, base: String?, layers: [ImageLayer], entrypoint: [String]? = nil,
        environment: [String: String] = [:],
        workingDirectory: String? = nil
    ) {
        self.repository = repository
        self.base = base
        self.layers = layers
        self.entrypoint = entrypoint
        self.environment = environment
        self.workingDirectory = workingDirectory
    }
}
