/// The steps of a pipeline by name.
struct StepIndex {
    private let steps: [StepSpec]
    private let finally: [StepSpec]
    private var places: [String: Int]

    init(_ pipeline: PipelineSpec) {
        steps = pipeline.steps
        finally = pipeline.finally
        places = Dictionary(minimumCapacity: steps.count + finally.count)
        for (place, step) in steps.enumerated() where places[step.name] == nil { places[step.name] = place }
        for (place, step) in finally.enumerated() where places[step.name] == nil {
            places[step.name] = steps.count + place
        }
    }

    /// In any order.
    var names: some Collection<String> { places.keys }

    /// Whether no two steps have the same name.
    var isUnambiguous: Bool { places.count == steps.count + finally.count }

    /// Whether every step is listed after those that it waits for, so that there is no cycle.
    var isInOrder: Bool {
        func isInOrder(_ step: StepSpec, _ place: Int) -> Bool {
            step.inputs.values.allSatisfy { places[$0.step, default: place] < place }
                && step.after.allSatisfy { places[$0, default: place] < place }
        }
        for place in steps.indices where !isInOrder(steps[place], place) { return false }
        for place in finally.indices where !isInOrder(finally[place], steps.count + place) { return false }
        return true
    }

    func contains(_ name: String) -> Bool { places[name] != nil }

    /// The outputs of the first step of that name, or `nil` when there is none.
    func outputs(of name: String) -> [String]? {
        places[name].map { $0 < steps.count ? steps[$0].outputs : finally[$0 - steps.count].outputs }
    }
}
