public import ApusModel
import FoundationEssentials
public import SystemPackage

/// A folder that has a stack of its own: a folder with `.apus/project.json`, and everything below it.
public struct Project: Sendable {
    /// What is chosen for a project.
    public struct State: Hashable, Sendable, Codable {
        /// The active stack by name; `nil` when the project leaves it to the user.
        public var activeStack: String?

        public init(activeStack: String? = nil) { self.activeStack = activeStack }
    }

    /// Absolute.
    public let folder: FilePath
    private var file: StateFile<State> { StateFile(Self.file(in: folder)) }

    /// The project that `folder` belongs to: its own, or that of the closest folder above it.
    public init?(around folder: FilePath) {
        var candidate = folder.lexicallyNormalized()
        while true {
            if FileManager.default.fileExists(atPath: Self.file(in: candidate).string) {
                self.folder = candidate
                return
            }
            let parent = candidate.removingLastComponent()
            if parent == candidate || candidate.isEmpty { return nil }
            candidate = parent
        }
    }

    /// Makes `folder` a project; one that is a project already stays as it is.
    /// - Throws: ``ApusError`` with `.forbidden` or `.storageFull` when the file cannot be written.
    public static func make(in folder: FilePath) throws(ApusError) -> Project {
        let file = StateFile<State>(file(in: folder))
        try file.change(orElse: State()) { _ in }
        return Project(folder: folder.lexicallyNormalized())
    }

    private init(folder: FilePath) { self.folder = folder }

    /// What is chosen for the project.
    /// - Throws: ``ApusError`` with `.corrupted` when the file is not what it has to be.
    public func state() throws(ApusError) -> State { try file.read() ?? State() }

    /// Changes what is chosen; nobody else's change in between is lost.
    public func change(_ body: (inout State) -> Void) throws(ApusError) {
        try file.change(orElse: State(), body)
    }

    private static func file(in folder: FilePath) -> FilePath { folder.appending(".apus").appending("project.json") }
}
