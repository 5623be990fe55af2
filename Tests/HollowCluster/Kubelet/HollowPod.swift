public import ApusModel
public import KubernetesClient
import KubernetesManifests

/// A pod as its kubelet needs to know it.
public struct HollowPod: KubernetesObject {
    /// A container of the pod's specification.
    public struct Container: Sendable, Decodable {
        /// A variable with a value of its own; `nil` where it comes from elsewhere.
        public struct Variable: Sendable, Decodable {
            public let name: String
            public let value: String?
        }

        public let name: String
        public let image: String?
        public let command: [String]?
        public let env: [Variable]?
    }

    public let metadata: ObjectMetadata
    public let containers: [Container]
    public let phase: PodPhase

    /// The attempt of a step that it was made for, if it was.
    public var attempt: Attempt.Key? { ObjectLabel.attemptKey(in: metadata.labels) }

    /// The path of the pod in the API.
    var path: String { "/api/v1/namespaces/\(metadata.namespace ?? "default")/pods/\(metadata.name)" }

    private enum Key: String, CodingKey { case metadata, spec, status }
    private struct Spec: Decodable { let containers: [Container] }
    private struct Status: Decodable { let phase: PodPhase? }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        metadata = try container.decode(ObjectMetadata.self, forKey: .metadata)
        containers = try container.decode(Spec.self, forKey: .spec).containers
        phase = try container.decodeIfPresent(Status.self, forKey: .status)?.phase ?? .pending
    }
}

extension ResourceKind where Object == HollowPod {
    static var hollowPods: Self { Self(plural: "pods", kind: "Pod") }
}
