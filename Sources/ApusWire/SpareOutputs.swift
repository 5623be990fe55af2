public import SystemPackage

/// What the runner of a step is told about copies of outputs that the steps of a run leave for each other on a machine.
///
/// Whoever starts runners chooses the folder, on the file system where steps have theirs, and removes it after the run.
public struct SpareOutputs: Sendable, Hashable {
    /// Of one run. Made by the first that needs it.
    public let folder: FilePath
    /// The outputs of the runner's step that other steps take.
    public let names: Set<String>

    public init(folder: FilePath, names: Set<String>) {
        self.folder = folder
        self.names = names
    }

    /// What the environment says, or `nil` when it says nothing.
    public init?(_ environment: [String: String]) {
        guard let folder = environment[Self.folderVariable], !folder.isEmpty else { return nil }
        let names = environment[Self.namesVariable] ?? ""
        self.init(folder: FilePath(folder), names: Set(names.split(separator: ",").map(String.init)))
    }

    /// What is to be in the runner's environment.
    public var variables: [String: String] {
        [Self.folderVariable: folder.string, Self.namesVariable: names.sorted().joined(separator: ",")]
    }

    /// The variables that are for the runner and not for its step.
    public static let variableNames = [folderVariable, namesVariable]

    private static let folderVariable = "APUS_SPARES"
    private static let namesVariable = "APUS_SPARE_OUTPUTS"
}
