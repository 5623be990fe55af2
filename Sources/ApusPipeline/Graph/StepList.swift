import ApusModel

/// Steps of one role in the author's order. What plans say of them lies in a list of its own, which a plan takes as it is.
struct StepList: Sendable {
    private(set) var specs: [StepSpec] = []
    private var bodies: [StepNode.Body?] = []

    /// - Parameter body: `nil` for a command.
    mutating func append(_ spec: consuming StepSpec, _ body: StepNode.Body?) {
        // Growing by four moves a long list a third as often as growing by two.
        if specs.count == specs.capacity { specs.reserveCapacity(max(16, specs.count * 4)) }
        specs.append(spec)
        bodies.append(body)
    }

    var nodes: some Sequence<StepNode> { specs.indices.lazy.map(node) }

    /// The first step of that name.
    subscript(name: String) -> StepNode? { specs.firstIndex { $0.name == name }.map(node) }

    /// The steps as plans have them.
    /// - Parameter codeVersion: that of the code of Swift steps that name none.
    func specs(codeVersion: String?) -> [StepSpec] {
        guard let codeVersion else { return specs }
        var specs = specs
        for place in specs.indices where bodies[place] != nil && specs[place].codeVersion == nil {
            specs[place].codeVersion = codeVersion
        }
        return specs
    }

    private func node(_ place: Int) -> StepNode { StepNode(spec: specs[place], body: bodies[place]) }
}
