/// A line of a watch (https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes).
enum WatchLine<Object: KubernetesObject>: Decodable {
    case put(Object)
    case deleted(Object)
    /// Nothing changed up to this version.
    case bookmark(version: String)
    case error(APIStatus)
    /// Of a later server.
    case other

    private enum Key: String, CodingKey { case type, object }
    private struct Bookmark: Decodable { let metadata: ObjectMetadata }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .type) {
        case "ADDED", "MODIFIED": self = .put(try container.decode(Object.self, forKey: .object))
        case "DELETED": self = .deleted(try container.decode(Object.self, forKey: .object))
        case "BOOKMARK":
            self = .bookmark(version: try container.decode(Bookmark.self, forKey: .object).metadata.resourceVersion)
        case "ERROR": self = .error(try container.decode(APIStatus.self, forKey: .object))
        default: self = .other
        }
    }
}
