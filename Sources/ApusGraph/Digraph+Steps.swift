import ApusModel

extension Digraph {
    /// The graph of steps, numbered as they are given.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` when two steps have one name.
    init(_ steps: [GraphStep]) throws(ApusError) {
        var places: [String: Int] = [:]
        for (place, step) in steps.enumerated() where places.updateValue(place, forKey: step.name) != nil {
            throw ApusError(.invalidArgument, "two steps of the graph are named '\(step.name)'")
        }
        self.init(parents: steps.map { step in Set(step.upstream.compactMap { places[$0] }).sorted() })
    }
}
