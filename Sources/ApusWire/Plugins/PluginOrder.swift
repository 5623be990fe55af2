/// What a host sends to a plugin.
public enum PluginOrder: Hashable, Sendable {
    case request(PluginRequest)
    /// The answer to the request of that number is no longer wanted. It is answered all the same, soon, by whatever has
    /// become of it.
    case cancel(Int64)
}

extension PluginOrder: Codable {
    private enum Key: String, CodingKey {
        case cancel
    }

    public init(from decoder: any Decoder) throws {
        if let id = try decoder.container(keyedBy: Key.self).decodeIfPresent(Int64.self, forKey: .cancel) {
            self = .cancel(id)
        } else {
            self = .request(try PluginRequest(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .request(let request): try request.encode(to: encoder)
        case .cancel(let id):
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(id, forKey: .cancel)
        }
    }
}
