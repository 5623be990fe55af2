public import ApusModel

/// What users may say about pods, by keys of its own or by any field of a PodSpec.
public struct PodSettings: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    public var nodeSelectors: [String: String]?
    public var affinity: Affinity?
    public var tolerations: [Toleration]?
    /// Of the container that runs the step.
    public var resources: ResourceRequirements?
    public var annotations: [String: String]?
    public var labels: [String: String]?
    public var volumes: [Volume]?
    public var volumeMounts: [VolumeMount]?
    public var hostIPC: Bool?
    public var schedulerName: String?
    /// Names of Secrets.
    public var imagePullSecrets: [String]?
    public var environment: [EnvironmentVariable]?
    public var environmentFrom: [EnvironmentSource]?
    public var containerSecurityContext: SecurityContext?
    /// Any other field of a PodSpec.
    public var additionalPodSpecArguments: [String: JSONValue]?
    /// Keys that were written as a dictionary, over which the others go.
    private var written: [String: JSONValue] = [:]

    public init(
        nodeSelectors: [String: String]? = nil, affinity: Affinity? = nil, tolerations: [Toleration]? = nil,
        resources: ResourceRequirements? = nil, annotations: [String: String]? = nil,
        volumes: [Volume]? = nil, volumeMounts: [VolumeMount]? = nil, environment: [EnvironmentVariable]? = nil,
        environmentFrom: [EnvironmentSource]? = nil, hostIPC: Bool? = nil, schedulerName: String? = nil,
        imagePullSecrets: [String]? = nil, labels: [String: String]? = nil,
        containerSecurityContext: SecurityContext? = nil, additionalPodSpecArguments: [String: JSONValue]? = nil
    ) {
        self.nodeSelectors = nodeSelectors
        self.affinity = affinity
        self.tolerations = tolerations
        self.resources = resources
        self.annotations = annotations
        self.volumes = volumes
        self.volumeMounts = volumeMounts
        self.environment = environment
        self.environmentFrom = environmentFrom
        self.hostIPC = hostIPC
        self.schedulerName = schedulerName
        self.imagePullSecrets = imagePullSecrets
        self.labels = labels
        self.containerSecurityContext = containerSecurityContext
        self.additionalPodSpecArguments = additionalPodSpecArguments
    }

    /// The keys of a pipeline file: `["node_selectors": ["gpu": "yes"]]`.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        written = Dictionary(elements) { _, last in last }
    }

    /// As a pipeline file has them.
    public var json: JSONValue {
        JSONValue.object(written).merging(
            .given([
                ("node_selectors", JSONValue(nodeSelectors)), ("affinity", JSONValue(affinity)),
                ("tolerations", JSONValue(tolerations)), ("resources", JSONValue(resources)),
                ("annotations", JSONValue(annotations)), ("labels", JSONValue(labels)),
                ("volumes", JSONValue(volumes)), ("volume_mounts", JSONValue(volumeMounts)),
                ("host_ipc", JSONValue(hostIPC)), ("scheduler_name", JSONValue(schedulerName)),
                ("image_pull_secrets", JSONValue(imagePullSecrets)), ("env", JSONValue(environment)),
                ("env_from", JSONValue(environmentFrom)),
                ("container_security_context", JSONValue(containerSecurityContext)),
                ("additional_pod_spec_args", additionalPodSpecArguments.map(JSONValue.object)),
            ]))
    }
}
