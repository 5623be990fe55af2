import ApusModel

extension PipelineSpec {
    /// The steps so that each comes after every step that it waits for, and otherwise in the author's order.
    func topologicalOrder() -> [StepSpec] {
        var waiting = steps
        var done: Set<String> = []
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
