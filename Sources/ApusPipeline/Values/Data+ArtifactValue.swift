import ApusCore
public import FoundationEssentials
public import SystemPackage

/// Bytes as they are, in a file.
extension Data: ArtifactValue {
    public func write(to place: FilePath) async throws {
        try await blocking { [self] in try write(to: URL(filePath: place.string)) }
    }

    public static func read(from place: FilePath) async throws -> Data {
        try await blocking {
            try KeptPlace.check(place, isFolder: false)
            return try Data(contentsOf: URL(filePath: place.string), options: .mappedIfSafe)
        }
    }
}
