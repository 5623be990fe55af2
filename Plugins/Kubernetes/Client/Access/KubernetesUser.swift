/// Whom a cluster takes a client for.
public struct KubernetesUser: Sendable, Hashable {
    /// Such as `system:serviceaccount:ml:trainer`.
    public let name: String
    public let groups: [String]

    public init(name: String, groups: [String] = []) {
        self.name = name
        self.groups = groups
    }

    /// Whether it is nobody in particular.
    public var isAnonymous: Bool { name == "system:anonymous" }
}

extension KubernetesUser: Decodable {
    private enum Key: String, CodingKey { case status }
    private enum StatusKey: String, CodingKey { case userInfo }
    private struct UserInfo: Decodable {
        let username: String?
        let groups: [String]?
    }

    /// Reads a `SelfSubjectReview`.
    public init(from decoder: any Decoder) throws {
        let status = try decoder.container(keyedBy: Key.self).nestedContainer(keyedBy: StatusKey.self, forKey: .status)
        let info = try status.decode(UserInfo.self, forKey: .userInfo)
        self.init(name: info.username ?? "", groups: info.groups ?? [])
    }
}
