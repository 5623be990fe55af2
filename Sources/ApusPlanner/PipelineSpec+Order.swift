import ApusModel

extension PipelineSpec {
    /// The steps and then the finally steps so that each comes after every step that it waits for, and otherwise in the
    /// author's order.
    func topologicalOrder() -> [StepSpec] {
        var done: Set<String> = []
        return Self.topologicalOrder(of: steps, after: &done) + Self.topologicalOrder(of: finally, after: &done)
    }

    private static func topologicalOrder(of steps: [StepSpec], after done: inout Set<String>) -> [StepSpec] {
        var waiting = steps
        var ordered: [StepSpec] = []
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.upstream.allSatisfy(done.contains) }
            if ready.isEmpty { break }
            ordered += ready
            done.formUnion(ready.map(\.name))
            waiting.removeAll { done.contains($0.name) }
        }
        return ordered
    }
}
