import ApusGraph
import ApusTestKit

/// Graphs without cycles, the same ones for the same seed.
enum RandomGraph {
    /// Some steps, each after a few of the earlier ones; some with names of mapped steps.
    static func make(seed: UInt64) -> [GraphStep] {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...40, using: &random)
        let density = Double.random(in: 0...0.3, using: &random)
        let names = (0..<count).map { Bool.random(using: &random) ? "map-\($0)" : "step\($0)x" }
        return names.indices.map { index in
            let upstream = (0..<index).filter { _ in Double.random(in: 0..<1, using: &random) < density }
            return GraphStep(name: names[index], upstream: upstream.map { names[$0] })
        }
    }

    /// Layers of `width`, each step after two of the layer above, and one in ten also after any earlier step.
    static func layered(_ layers: Int, of width: Int, seed: UInt64) -> [GraphStep] {
        var random = SeededGenerator(seed: seed)
        var steps: [GraphStep] = []
        for layer in 0..<layers {
            for place in 0..<width {
                var upstream: Set<String> = []
                if layer > 0 {
                    for _ in 0..<2 {
                        upstream.insert(steps[(layer - 1) * width + .random(in: 0..<width, using: &random)].name)
                    }
                    if Int.random(in: 0..<10, using: &random) == 0 {
                        upstream.insert(steps[.random(in: 0..<layer * width, using: &random)].name)
                    }
                }
                steps.append(GraphStep(name: "s\(layer)-\(place)", upstream: upstream.sorted()))
            }
        }
        return steps
    }

    /// One step, `count` after it, one after those.
    static func fan(_ count: Int) -> [GraphStep] {
        let middle = (1...count).map { "train-\($0)" }
        return [GraphStep(name: "load", upstream: [])] + middle.map { GraphStep(name: $0, upstream: ["load"]) }
            + [GraphStep(name: "choose", upstream: middle)]
    }
}
