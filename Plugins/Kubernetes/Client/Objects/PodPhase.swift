/// Where a pod is in its life. An open set
/// (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase).
public struct PodPhase: Sendable, Hashable, RawRepresentable, Decodable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public static let pending = Self(rawValue: "Pending")
    public static let running = Self(rawValue: "Running")
    public static let succeeded = Self(rawValue: "Succeeded")
    public static let failed = Self(rawValue: "Failed")
    /// The node does not say.
    public static let unknown = Self(rawValue: "Unknown")

    /// Whether nothing of the pod will run any more.
    public var isFinal: Bool { self == .succeeded || self == .failed }

    public var description: String { rawValue }
}
