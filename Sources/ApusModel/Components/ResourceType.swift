/// A kind of thing that a service connector gives access to. An open set.
public struct ResourceType: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let kubernetesCluster = Self(rawValue: "kubernetes-cluster")
    public static let dockerRegistry = Self(rawValue: "docker-registry")
    public static let s3Bucket = Self(rawValue: "s3-bucket")

    public var description: String { rawValue }

    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
