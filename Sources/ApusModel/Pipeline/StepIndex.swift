/// The steps of a pipeline by name.
struct StepIndex {
    private let steps: [StepSpec]
    private let finally: [StepSpec]
    private var places: [String: Int]

    init(_ pipeline: PipelineSpec) {
        steps = pipeline.steps
        finally = pipeline.finally
        places = Dictionary(minimumCapacity: steps.count + finally.count)
        // From the end, so that of several of one name the first stays.
        for place in finally.indices.reversed() { places[finally.span[place].name] = steps.count + place }
        for place in steps.indices.reversed() { places[steps.span[place].name] = place }
    }

    /// In any order.
    var names: some Collection<String> { places.keys }

    /// Whether no two steps have the same name.
    var isUnambiguous: Bool { places.count == steps.count + finally.count }

    /// Whether every step is listed after those that it waits for, so that there is no cycle.
    var isInOrder: Bool {
        steps.indices.allSatisfy { isInOrder(steps[$0].inputs, steps[$0].after, $0) }
            && finally.indices.allSatisfy { isInOrder(finally[$0].inputs, finally[$0].after, steps.count + $0) }
    }

    private func isInOrder(_ inputs: [String: OutputReference], _ after: [String], _ place: Int) -> Bool {
        inputs.values.allSatisfy { places[$0.step, default: place] < place }
            && after.allSatisfy { places[$0, default: place] < place }
    }

    func contains(_ name: String) -> Bool { places[name] != nil }

    /// The outputs of the first step of that name, or `nil` when there is none.
    func outputs(of name: String) -> [String]? {
        places[name].map { $0 < steps.count ? steps[$0].outputs : finally[$0 - steps.count].outputs }
    }
}
