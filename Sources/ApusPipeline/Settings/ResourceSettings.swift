import ApusModel

/// What a step needs of a machine, whichever orchestrator runs it.
public struct ResourceSettings: Hashable, Sendable {
    /// Cores; a part of one is a fraction.
    public var cpu: Double?
    /// An amount with a unit: `512Mi`, `4Gi`, `2GB`.
    public var memory: String?
    /// Whole graphics processors.
    public var gpu: Int?

    public init(cpu: Double? = nil, memory: String? = nil, gpu: Int? = nil) {
        self.cpu = cpu
        self.memory = memory
        self.gpu = gpu
    }

    var json: JSONValue {
        .given([
            ("cpu", cpu.map(JSONValue.number)), ("memory", memory.map(JSONValue.string)),
            ("gpu", gpu.map { .integer(Int64($0)) }),
        ])
    }
}
