/// An object of the API, read as far as its type declares.
public protocol KubernetesObject: Decodable, Sendable {
    var metadata: ObjectMetadata { get }
}
