public import ApusModel

/// What a container may do
/// (https://kubernetes.io/docs/tasks/configure-pod-container/security-context/). For other fields write a dictionary.
public struct SecurityContext: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    public init(
        runAsUser: Int? = nil, runAsGroup: Int? = nil, runAsNonRoot: Bool? = nil, readOnlyRootFilesystem: Bool? = nil,
        allowPrivilegeEscalation: Bool? = nil, privileged: Bool? = nil
    ) {
        self.init(
            ("runAsUser", JSONValue(runAsUser)), ("runAsGroup", JSONValue(runAsGroup)),
            ("runAsNonRoot", JSONValue(runAsNonRoot)), ("readOnlyRootFilesystem", JSONValue(readOnlyRootFilesystem)),
            ("allowPrivilegeEscalation", JSONValue(allowPrivilegeEscalation)), ("privileged", JSONValue(privileged)))
    }
}
