import ApusModel

/// What a container asks of its node, under what pod settings say.
struct PodResources {
    private let requests: [String: JSONValue]
    private let limits: [String: JSONValue]

    init(requests: [String: JSONValue]) {
        self.requests = requests
        limits = [:]
    }

    /// Memory is both asked for and the limit, so that a step that needs more ends and not its neighbours. Extended
    /// resources are limits, which are requests too
    /// (https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/#using-device-plugins).
    init(_ resources: StepResources?) {
        var requests: [String: JSONValue] = [:]
        var limits: [String: JSONValue] = [:]
        if let cpu = resources?.cpu { requests["cpu"] = .string("\(Int64((cpu * 1000).rounded()))m") }
        if let memory = resources?.memory {
            requests["memory"] = .string(memory)
            limits["memory"] = .string(memory)
        }
        if let gpu = resources?.gpu, gpu > 0 { limits["nvidia.com/gpu"] = .string(String(gpu)) }
        self.requests = requests
        self.limits = limits
    }

    /// ResourceRequirements; empty when nothing is asked for. Settings that name memory replace both of its amounts.
    func json(_ settings: PodSettings) -> JSONValue {
        let given = settings.object("resources")
        var limits = limits
        if given["requests"]?["memory"] != nil { limits["memory"] = nil }
        var own: [String: JSONValue] = [:]
        if !requests.isEmpty { own["requests"] = .object(requests) }
        if !limits.isEmpty { own["limits"] = .object(limits) }
        return JSONValue.object(own).merging(.object(given))
    }
}
