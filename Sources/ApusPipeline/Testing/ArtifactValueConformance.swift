import ApusModel
import SystemPackage

/// Tries a type against the contract of ``ArtifactValue``, one check for each of its sentences.
///
/// ```swift
/// @Test(arguments: ArtifactValueConformance.Check.all)
/// func `networks are artifacts`(check: ArtifactValueConformance.Check) async throws {
///     try await ArtifactValueConformance(Network(layers: [64, 10])).run(check)
/// }
/// ```
public struct ArtifactValueConformance: Sendable {
    /// One sentence of the contract, and how it is tried.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (ArtifactTrial) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (ArtifactTrial) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// Every check.
        public static var all: [Check] { forms + refusals }
    }

    /// A type breaks a sentence of the contract.
    public struct Failure: Error, CustomStringConvertible {
        /// The sentence.
        public let check: String
        /// What was seen instead.
        public let observation: String

        public var description: String { "\(check): \(observation)" }
    }

    private let value: ArtifactTrial.Subject

    /// - Parameters:
    ///   - value: what is written and read: one with something in it, which damage can be seen in.
    ///   - isEqual: whether what was read is what was written.
    public init<Value: ArtifactValue>(
        _ value: Value, isEqual: @escaping @Sendable (_ written: Value, _ read: Value) async throws -> Bool
    ) {
        self.value = ArtifactTrial.Subject(
            name: "\(Value.self)", form: Value.self as? any FolderArtifact.Type,
            write: { try await value.write(to: $0) },
            isRead: { try await isEqual(value, Value.read(from: $0)) })
    }

    /// - Parameter value: what is written and read: one with something in it, which damage can be seen in.
    public init<Value: ArtifactValue & Equatable>(_ value: Value) { self.init(value) { $0 == $1 } }

    /// Files are equal when their bytes are.
    public init(_ file: File) { self.init(file) { try PlacedBytes($0.path) == PlacedBytes($1.path) } }

    /// Folders are equal when the bytes of their files are.
    public init(_ folder: Folder) { self.init(folder) { try PlacedBytes($0.path) == PlacedBytes($1.path) } }

    /// Runs one check, in a folder of its own.
    /// - Throws: ``Failure``, or the error that the type threw where it should not.
    public func run(_ check: Check) async throws {
        let folder = TemporaryFolder()
        try await check.body(ArtifactTrial(check: check.name, value: value, folder: try folder.path()))
        withExtendedLifetime(folder) {}
    }

    /// Runs every check, one after the other.
    /// - Throws: the first failure.
    public func run() async throws {
        for check in Check.all { try await run(check) }
    }
}
