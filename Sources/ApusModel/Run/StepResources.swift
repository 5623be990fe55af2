/// What a step needs of a machine, whichever orchestrator runs it. Local ones take no notice of it.
public struct StepResources: Hashable, Sendable, Codable {
    /// Cores; a part of one is a fraction.
    public var cpu: Double?
    /// Bytes, as an amount with a unit: `512Mi`, `4Gi`, `2G`.
    public var memory: String?
    /// Whole graphics processors.
    public var gpu: Int?

    public init(cpu: Double? = nil, memory: String? = nil, gpu: Int? = nil) {
        self.cpu = cpu
        self.memory = memory
        self.gpu = gpu
    }

    /// These, and of `lower` what these leave open.
    public func over(_ lower: StepResources) -> StepResources {
        StepResources(cpu: cpu ?? lower.cpu, memory: memory ?? lower.memory, gpu: gpu ?? lower.gpu)
    }
}
