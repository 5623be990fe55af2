/// What a listing found, and the moment of the cluster that it shows.
public struct ObjectList<Object: KubernetesObject>: Sendable {
    public let items: [Object]
    /// Where a watch can go on; empty when the moment is not known.
    public let resourceVersion: String
}

extension ObjectList {
    /// Nothing, at no moment that is known.
    public init() { self.init(items: [], resourceVersion: "") }
}

/// A page of a listing as the API sends it.
struct ObjectPage<Object: KubernetesObject>: Decodable, Sendable {
    struct Metadata: Decodable, Sendable {
        let resourceVersion: String?
        let `continue`: String?
    }

    let metadata: Metadata
    let items: [Object]?
}
