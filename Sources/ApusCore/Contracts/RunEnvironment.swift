public import ApusModel
public import SystemPackage

/// What surrounds a run on the submitting machine.
public struct RunEnvironment: Sendable {
    /// How pods reach the server that holds the store.
    public struct Server: Sendable {
        /// Such as `http://10.244.0.1:8237`.
        public let url: String
        /// Lets its bearer touch this run only, and ends with it.
        public let runToken: SecretString

        public init(url: String, runToken: SecretString) {
            self.url = url
            self.runToken = runToken
        }
    }

    public let store: any MetadataStore
    public let artifactStore: any ArtifactStore
    public let containerRegistry: (any ContainerRegistry)?
    /// `nil` when the store is this machine's own, which nothing else can reach.
    public let server: Server?
    /// The folder that holds `apus-step` and the other programs.
    public let programs: FilePath

    public init(
        store: any MetadataStore, artifactStore: any ArtifactStore, containerRegistry: (any ContainerRegistry)? = nil,
        server: Server? = nil, programs: FilePath
    ) {
        self.store = store
        self.artifactStore = artifactStore
        self.containerRegistry = containerRegistry
        self.server = server
        self.programs = programs
    }
}
