/// What an image runs on, in Go's words (https://github.com/opencontainers/image-spec/blob/main/image-index.md).
public struct ImagePlatform: Hashable, Sendable, Codable, CustomStringConvertible {
    public let os: String
    public let architecture: String
    public let variant: String?

    public init(os: String, architecture: String, variant: String? = nil) {
        self.os = os
        self.architecture = architecture
        self.variant = variant
    }

    /// Linux on this machine's processor.
    public static var host: ImagePlatform {
        #if arch(arm64)
            ImagePlatform(os: "linux", architecture: "arm64")
        #else
            ImagePlatform(os: "linux", architecture: "amd64")
        #endif
    }

    /// Whether an image for `other` runs here; any variant does where none is asked for.
    func accepts(_ other: ImagePlatform) -> Bool {
        os == other.os && architecture == other.architecture && (variant == nil || variant == other.variant)
    }

    public var description: String { [os, architecture, variant].compactMap(\.self).joined(separator: "/") }
}
