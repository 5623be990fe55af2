public import ApusModel

/// What a plugin sends to its host.
public enum PluginMessage: Hashable, Sendable {
    /// The answer to the request of that number.
    case answer(Int64, PluginResult)
    /// Something that a component says by itself.
    case event(component: String, [String: JSONValue])
}

extension PluginMessage: Codable {
    private enum Key: String, CodingKey {
        case id, result, error, event, component
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let event = try container.decodeIfPresent([String: JSONValue].self, forKey: .event) {
            self = .event(component: try container.decode(String.self, forKey: .component), event)
        } else if let error = try container.decodeIfPresent(WireError.self, forKey: .error) {
            self = .answer(try container.decode(Int64.self, forKey: .id), .failure(error))
        } else {
            let result = try container.decodeIfPresent([String: JSONValue].self, forKey: .result)
            self = .answer(try container.decode(Int64.self, forKey: .id), .success(result ?? [:]))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .answer(let id, .success(let result)):
            try container.encode(id, forKey: .id)
            try container.encode(result, forKey: .result)
        case .answer(let id, .failure(let error)):
            try container.encode(id, forKey: .id)
            try container.encode(error, forKey: .error)
        case .event(let component, let event):
            try container.encode(component, forKey: .component)
            try container.encode(event, forKey: .event)
        }
    }
}
