public import ApusModel

/// An object of any kind, with all of its JSON.
public struct UntypedObject: KubernetesObject, Hashable {
    public let metadata: ObjectMetadata
    public let json: JSONValue

    public init(from decoder: any Decoder) throws {
        json = try JSONValue(from: decoder)
        let container = try decoder.container(keyedBy: Key.self)
        metadata = try container.decode(ObjectMetadata.self, forKey: .metadata)
    }

    private enum Key: String, CodingKey { case metadata }

    /// The member under `key`, or `nil`.
    public subscript(key: String) -> JSONValue? { json[key] }
}
