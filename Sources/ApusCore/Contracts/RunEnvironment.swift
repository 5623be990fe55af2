public import ApusModel
public import SystemPackage

/// What surrounds a run on the submitting machine.
public struct RunEnvironment: Sendable {
    /// How pods reach the server that holds the store.
    public struct Server: Sendable {
        /// Such as `http://10.244.0.1:8237`.
        public let url: String
        /// Makes a token that lets its bearer touch that run only, for a limited time.
        public let runToken: @Sendable (Identifier<Run>) async throws -> SecretString
        /// Makes a token that lets its bearer start runs of that schedule and nothing else, for as long as the schedule
        /// is there.
        public let scheduleToken: @Sendable (Identifier<Schedule>) async throws -> SecretString

        /// Whether the server knows the pods of runs by their own tokens: ``ProgramVerifier``.
        public let verifiesPrograms: @Sendable () async throws -> Bool

        public init(
            url: String, verifiesPrograms: @escaping @Sendable () async throws -> Bool = { false },
            runToken: @escaping @Sendable (Identifier<Run>) async throws -> SecretString,
            scheduleToken: @escaping @Sendable (Identifier<Schedule>) async throws -> SecretString
        ) {
            self.url = url
            self.verifiesPrograms = verifiesPrograms
            self.runToken = runToken
            self.scheduleToken = scheduleToken
        }
    }

    public let store: any MetadataStore
    public let artifactStore: any ArtifactStore
    public let containerRegistry: (any ContainerRegistry)?
    /// `nil` when the store is this machine's own, which nothing else can reach.
    public let server: Server?
    /// The folder that holds `apus-step` and the other programs.
    public let programs: FilePath
    /// What an attempt has printed as its runner kept it, which is all of it once the runner has reported its end; `nil`
    /// where nobody can read that.
    public let keptOutput: (@Sendable (Attempt.Key) async throws -> [OutputLine])?

    public init(
        store: any MetadataStore, artifactStore: any ArtifactStore, containerRegistry: (any ContainerRegistry)? = nil,
        server: Server? = nil, programs: FilePath,
        keptOutput: (@Sendable (Attempt.Key) async throws -> [OutputLine])? = nil
    ) {
        self.store = store
        self.artifactStore = artifactStore
        self.containerRegistry = containerRegistry
        self.server = server
        self.programs = programs
        self.keptOutput = keptOutput
    }
}
