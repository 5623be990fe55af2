/// The name of something that a host asks of a plugin.
public struct PluginCall: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public var description: String { rawValue }

    /// `protocols`, `host`: gives a ``PluginDescription``. Always the first call.
    public static let hello = Self(rawValue: "hello")
    /// `type`, `flavor`, `name`, `options`, `home`, `access`: makes the component that later calls name. Again with the
    /// same component when its credentials were renewed.
    public static let open = Self(rawValue: "open")
    /// Really tries the component.
    public static let verify = Self(rawValue: "verify")

    /// `key`, `file`, `length`: keeps the file's content under the key.
    public static let write = Self(rawValue: "artifact_store.write")
    /// `key`, `file`, and `offset`, `count` when a range is wanted: puts the content into the file. Gives `isWhole`
    /// when the file has all of it although a range was wanted.
    public static let read = Self(rawValue: "artifact_store.read")
    /// `key`: gives `size`, or null.
    public static let size = Self(rawValue: "artifact_store.size")
    /// `prefix`, and `after` for the next part: gives `keys`, and `isComplete: false` when there are more.
    public static let keys = Self(rawValue: "artifact_store.keys")
    /// `key`.
    public static let delete = Self(rawValue: "artifact_store.delete")

    /// `run`: gives `attempts` that are held, each with `step` and `attempt`.
    public static let adopt = Self(rawValue: "orchestrator.adopt")
    /// `run`, `step`, `attempt`, `arguments`, `environment`, `folder`, `settings`: starts a command somewhere.
    public static let launch = Self(rawValue: "orchestrator.launch")
    /// `run`, `step`, `attempt`: gives `isHeld`, whether there is something to stop.
    public static let stop = Self(rawValue: "orchestrator.stop")

    /// `image`: gives `image`, pinned.
    public static let resolve = Self(rawValue: "container_registry.resolve")
    /// `repository`, `base`, `layers`, `entrypoint`, `environment`, `folder`: gives `image`, pinned.
    public static let publish = Self(rawValue: "container_registry.publish")
    /// Gives `credentials` by host, each with `username` and `password`.
    public static let pullCredentials = Self(rawValue: "container_registry.pull_credentials")

    /// `type`, and `resource` when one is wanted: gives `resources`.
    public static let resources = Self(rawValue: "service_connector.resources")
    /// `type`, `resource`: gives `values`, `secrets`, `expiresAt`.
    public static let access = Self(rawValue: "service_connector.access")
}
