import ApusCore
public import SystemPackage

/// A file of any kind and size. Its bytes pass through no step's memory.
///
/// As an input it is there to be read. To make one, write it to ``StepContext/temporaryFolder``, from where it is moved
/// without being copied; a file elsewhere stays, and a copy of it is kept.
public struct File: Hashable, ArtifactValue {
    public let path: FilePath

    public init(_ path: FilePath) { self.path = path }

    public func write(to place: FilePath) async throws { try await FileMove.move(path, to: place) }
    public static func read(from place: FilePath) async throws -> File {
        try await blocking { try KeptPlace.check(place, isFolder: false) }
        return File(place)
    }
}
