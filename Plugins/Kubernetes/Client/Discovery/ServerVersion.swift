/// The version of an API server.
public struct ServerVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let major: Int
    public let minor: Int
    /// As the server says it: `v1.20.2`, `v1.29.4-gke.1043002`.
    public let description: String

    public init(major: Int, minor: Int, description: String) {
        self.major = major
        self.minor = minor
        self.description = description
    }

    public static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}

extension ServerVersion: Decodable {
    private enum Key: String, CodingKey { case major, minor, gitVersion }

    /// Some vendors add signs to the minor number: `29+`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func number(_ key: Key) throws -> Int {
            let text = try container.decode(String.self, forKey: key)
            guard let number = Int(text.prefix { $0.isASCII && $0.isNumber }) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "'\(text)' is no number")
            }
            return number
        }
        self.init(
            major: try number(.major), minor: try number(.minor),
            description: try container.decode(String.self, forKey: .gitVersion))
    }
}
