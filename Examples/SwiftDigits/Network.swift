import ApusPipeline
import Glibc

/// A network of two layers: pixels, hidden neurons that pass what is above zero, and one answer per digit.
struct Network: Codable, ArtifactValue {
    /// One row per neuron, with its bias last.
    var hidden: [[Float]]
    var answers: [[Float]]

    /// A network that has seen `digits` so often, one after the other (stochastic gradient descent on the cross entropy).
    static func trained(
        on digits: Digits, hidden count: Int, epochs: Int, rate: Double, seed: Int
    ) throws -> Network {
        var chance = Chance(seed: seed)
        var network = Network(
            hidden: weights(count, Digits.size, &chance), answers: weights(10, count, &chance))
        let context = StepContext.current
        for epoch in 1...epochs {
            try Task.checkCancellation()
            var loss: Float = 0
            for index in Array(0..<digits.count).shuffled(using: &chance) {
                let pixels = digits.pixels[index * Digits.size..<(index + 1) * Digits.size]
                loss += network.learn(
                    Array(pixels), digits.labels[index], rate: Float(rate) / Float(epoch).squareRoot())
            }
            context.log(metric: "loss", Double(loss) / Double(digits.count), at: epoch)
        }
        return network
    }

    /// How likely the picture shows each digit.
    func probabilities(of pixels: [Float]) -> [Float] { Self.shares(Self.sums(answers, activity(pixels))) }

    /// The digit that the picture most likely shows.
    func answer(to pixels: [Float]) -> Int {
        let probabilities = probabilities(of: pixels)
        return probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
    }

    private func activity(_ pixels: [Float]) -> [Float] { Self.sums(hidden, pixels).map { max($0, 0) } }

    /// Moves the weights towards `label` and returns how wrong they were.
    private mutating func learn(_ pixels: [Float], _ label: Int, rate: Float) -> Float {
        let activity = activity(pixels)
        var errors = Self.shares(Self.sums(answers, activity))
        let loss = -Float(log(Double(max(errors[label], 1e-9))))
        errors[label] -= 1
        var below = [Float](repeating: 0, count: activity.count)
        for (row, error) in errors.enumerated() {
            for neuron in activity.indices {
                below[neuron] += answers[row][neuron] * error
                answers[row][neuron] -= rate * error * activity[neuron]
            }
            answers[row][activity.count] -= rate * error
        }
        for neuron in activity.indices where activity[neuron] > 0 {
            for pixel in pixels.indices { hidden[neuron][pixel] -= rate * below[neuron] * pixels[pixel] }
            hidden[neuron][pixels.count] -= rate * below[neuron]
        }
        return loss
    }

    private static func sums(_ rows: [[Float]], _ values: [Float]) -> [Float] {
        rows.map { row in
            var sum = row[values.count]
            for index in values.indices { sum += row[index] * values[index] }
            return sum
        }
    }

    /// Positive shares of 1 (softmax).
    private static func shares(_ values: [Float]) -> [Float] {
        let most = values.max() ?? 0
        let powers = values.map { Float(exp(Double($0 - most))) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    private static func weights(_ rows: Int, _ columns: Int, _ chance: inout Chance) -> [[Float]] {
        let reach = (2 / Float(columns)).squareRoot()
        return (0..<rows).map { _ in
            (0..<columns).map { _ in Float.random(in: -reach...reach, using: &chance) } + [0]
        }
    }
}
