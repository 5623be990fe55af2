import ApusCore
public import ApusModel

/// The options that a plan resolved, for its run and for each step. Equal settings are read and kept once.
public struct PlanOptions: Sendable {
    /// Of the run.
    public let run: KubernetesOrchestratorConfiguration
    /// Of the steps.
    public let steps: Steps

    /// The options of steps, by name.
    public struct Steps: Sendable {
        private var distinct: [KubernetesOrchestratorConfiguration]
        private var places: [String: Int] = [:]

        fileprivate init(_ distinct: [KubernetesOrchestratorConfiguration]) { self.distinct = distinct }

        public subscript(step: String) -> KubernetesOrchestratorConfiguration? { places[step].map { distinct[$0] } }

        /// What `transform` makes of each step's options.
        public func mapValues<Value>(_ transform: (KubernetesOrchestratorConfiguration) -> Value) -> [String: Value] {
            let transformed = distinct.map(transform)
            return places.mapValues { transformed[$0] }
        }

        fileprivate mutating func add(_ options: KubernetesOrchestratorConfiguration) -> Int {
            distinct.append(options)
            return distinct.count - 1
        }

        fileprivate mutating func set(_ step: String, at place: Int) { places[step] = place }
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`.
    public init(_ plan: RunPlan) throws(ApusError) {
        let run = try Self.read(plan.orchestratorSettings)
        var known = [plan.orchestratorSettings: 0]
        var steps = Steps([run])
        for step in plan.steps {
            let settings = step.orchestratorSettings
            let place: Int
            if let found = known[settings] {
                place = found
            } else {
                place = steps.add(try Self.read(settings))
                known[settings] = place
            }
            steps.set(step.name, at: place)
        }
        self.run = run
        self.steps = steps
    }

    private static func read(
        _ settings: [String: JSONValue]
    ) throws(ApusError) -> KubernetesOrchestratorConfiguration {
        try KubernetesOrchestratorConfiguration(settings, of: "orchestrator flavor 'kubernetes'")
    }
}
