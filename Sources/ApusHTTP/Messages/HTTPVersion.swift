/// The version of HTTP that a response came in.
public struct HTTPVersion: Hashable, Sendable, CustomStringConvertible {
    public let major: Int
    public let minor: Int

    public init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    public static let http1_0: HTTPVersion = HTTPVersion(major: 1, minor: 0)
    public static let http1_1: HTTPVersion = HTTPVersion(major: 1, minor: 1)
    public static let http2: HTTPVersion = HTTPVersion(major: 2, minor: 0)

    public var description: String { major >= 2 ? "HTTP/\(major)" : "HTTP/\(major).\(minor)" }
}
