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

    /// Where the first step of that name is, finally steps counted after the others; `nil` when there is none.
    func place(of name: String) -> Int? { places[name] }

    /// The outputs of the step at that place.
    func outputs(at place: Int) -> [String] {
        place < steps.count ? steps.span[place].outputs : finally.span[place - steps.count].outputs
    }
}
