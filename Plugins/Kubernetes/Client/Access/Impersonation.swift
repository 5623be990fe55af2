import ApusHTTP

/// Another user as whom requests are made
/// (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation).
public struct Impersonation: Sendable, Hashable {
    public let user: String
    public let uid: String?
    public let groups: [String]
    public let extra: [String: [String]]

    public init(user: String, uid: String? = nil, groups: [String] = [], extra: [String: [String]] = [:]) {
        self.user = user
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// What a request carries.
    var headers: [HTTPHeaders.Field] {
        [HTTPHeaders.Field("Impersonate-User", user)]
            + (uid.map { [HTTPHeaders.Field("Impersonate-Uid", $0)] } ?? [])
            + groups.map { HTTPHeaders.Field("Impersonate-Group", $0) }
            + extra.sorted { $0.key < $1.key }.flatMap { key, values in
                values.map { HTTPHeaders.Field("Impersonate-Extra-\(Self.escaped(key))", $0) }
            }
    }

    /// `key` with everything percent-encoded that a header's name cannot have (RFC 9110, section 5.6.2).
    private static func escaped(_ key: String) -> String {
        key.utf8.reduce(into: "") { text, byte in
            if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                || "!#$&'*+-.^_`|~".utf8.contains(byte)
            {
                text.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
