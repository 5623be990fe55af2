/// A kind of stack component. An open set: a plugin may bring its own.
public struct ComponentType: Hashable, Sendable, Codable, RawRepresentable, Comparable, CustomStringConvertible {
    /// The word in files and JSON: `artifact_store`.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// Runs pipelines.
    public static let orchestrator = Self(rawValue: "orchestrator")
    /// Keeps artifacts, logs and code.
    public static let artifactStore = Self(rawValue: "artifact_store")
    /// Keeps container images.
    public static let containerRegistry = Self(rawValue: "container_registry")

    /// The types that Apus itself defines, in the order in which they are shown.
    public static let all: [Self] = [.orchestrator, .artifactStore, .containerRegistry]

    /// The word as a command: `artifact-store`.
    public var commandName: String { rawValue.split(separator: "_").joined(separator: "-") }
    /// The words in a sentence: `artifact store`.
    public var description: String { rawValue.split(separator: "_").joined(separator: " ") }

    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
