import ApusCore
public import SystemPackage

/// A folder with all that is in it.
///
/// As an input it is there to be read. To make one, fill it in ``StepContext/temporaryFolder``, from where it is moved
/// without being copied; a folder elsewhere stays, and a copy of it is kept.
public struct Folder: Hashable, ArtifactValue {
    public let path: FilePath

    public init(_ path: FilePath) { self.path = path }

    public func write(to place: FilePath) async throws { try await FileMove.move(path, to: place) }
    public static func read(from place: FilePath) async throws -> Folder {
        try await blocking { try KeptPlace.check(place, isFolder: true) }
        return Folder(place)
    }
}
