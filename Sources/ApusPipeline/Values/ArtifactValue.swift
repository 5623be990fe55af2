import ApusCore
import ApusModel
import FoundationEssentials
public import SystemPackage

/// A type whose values steps hand to each other.
///
/// What is `Codable` needs nothing more than the word, and is kept as JSON, which commands read too:
/// ```swift
/// struct Metrics: Codable, ArtifactValue { var accuracy: Double }
/// ```
/// ``File``, ``Folder`` and `Data` stand for bytes of any kind, and ``FolderArtifact`` for what knows its own form.
/// ``ArtifactValueConformance`` tries a type against what is said here.
public protocol ArtifactValue: Sendable {
    /// Keeps the value as a file or a folder at `place`, where nothing is yet. Called once, when the step's function has
    /// returned. An equal value is the same bytes each time: steps that take it are answered from the cache by them.
    func write(to place: FilePath) async throws

    /// The value that is kept at `place`, which must stay as it is. Called before the step's function is. Throws where
    /// nothing is, and when what is there is no such value, or of another version.
    static func read(from place: FilePath) async throws -> Self
}

extension ArtifactValue where Self: Codable {
    public func write(to place: FilePath) async throws {
        let data = try CanonicalJSON.encode(self)
        try await blocking { try data.write(to: URL(filePath: place.string)) }
    }

    public static func read(from place: FilePath) async throws -> Self {
        try CanonicalJSON.decode(Self.self, from: try await Data.read(from: place))
    }
}

extension String: ArtifactValue {}
extension Bool: ArtifactValue {}
extension Int: ArtifactValue {}
extension Double: ArtifactValue {}
extension Float: ArtifactValue {}
extension JSONValue: ArtifactValue {}
extension Array: ArtifactValue where Element: Codable & ArtifactValue {}
extension Dictionary: ArtifactValue where Key: Codable & ArtifactValue, Value: Codable & ArtifactValue {}
extension Optional: ArtifactValue where Wrapped: Codable & ArtifactValue {}
