/// Whether the cluster lets this client do something, and what it says about it.
public struct AccessReview: Sendable, Hashable {
    public let isAllowed: Bool
    public let reason: String

    public init(isAllowed: Bool, reason: String = "") {
        self.isAllowed = isAllowed
        self.reason = reason
    }
}

extension AccessReview: Decodable {
    private enum Key: String, CodingKey { case status }
    private struct Status: Decodable {
        let allowed: Bool
        let reason: String?
    }

    public init(from decoder: any Decoder) throws {
        let status = try decoder.container(keyedBy: Key.self).decode(Status.self, forKey: .status)
        self.init(isAllowed: status.allowed, reason: status.reason ?? "")
    }
}
