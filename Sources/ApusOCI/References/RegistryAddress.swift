public import ApusModel

/// A registry's host and port, and the path in it under which images are kept: `127.0.0.1:5000/team`.
public struct RegistryAddress: Hashable, Sendable, CustomStringConvertible {
    public let host: String
    /// Empty, or segments without a slash at either end.
    public let path: String
    /// Whether the text asked for `http` or `https`; `nil` if it did not say.
    public let isPlain: Bool?

    static let dockerHub = "docker.io"

    /// - Parameter text: with or without `http://` or `https://` before and `/` after it.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`.
    public init(_ text: String) throws(ApusError) {
        var rest = Substring(text)
        switch rest {
        case _ where rest.hasPrefix("http://"): isPlain = true
        case _ where rest.hasPrefix("https://"): isPlain = false
        default: isPlain = nil
        }
        if let mark = rest.firstRange(of: "://") { rest = rest[mark.upperBound...] }
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        host = String(rest.prefix { $0 != "/" })
        path = String(rest.dropFirst(host.count).dropFirst())
        let isHost =
            !host.isEmpty
            && host.utf8.allSatisfy { byte in
                (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
                    || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || ".-:[]".utf8.contains(byte)
            }
        guard isHost, isPlain != nil || !text.contains("://"), path.isEmpty || ImageReference.isRepository(path) else {
            throw ApusError(
                .invalidConfiguration, "'\(text)' is not the address of a container registry",
                hint: "host, port and path, such as registry.example:5000/team")
        }
    }

    /// The repository of that name under ``path``.
    public func repository(_ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }

    /// Without a scheme.
    public var description: String { path.isEmpty ? host : "\(host)/\(path)" }

    /// Whether the host is this machine (RFC 6761, section 6.3; 127.0.0.0/8 and ::1).
    public static func isLoopback(_ host: String) -> Bool {
        let name =
            host.hasPrefix("[") ? String(host.prefix { $0 != "]" }.dropFirst()) : String(host.prefix { $0 != ":" })
        if name == "localhost" || name.hasSuffix(".localhost") || name == "::1" { return true }
        let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && !numbers.contains(nil) && numbers[0] == 127
    }
}
