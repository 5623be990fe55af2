import ApusPipeline
import FoundationEssentials

/// What a network is worth.
struct Metrics: Codable, ArtifactValue {
    var accuracy: Double
    var digits: Int
}

/// Tries `network` on digits that it has not seen; the picture shows which it takes for which.
func evaluate(_ network: Network, on digits: Digits) throws -> (metrics: Metrics, confusion: Data) {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 10)
    for index in 0..<digits.count {
        let pixels = digits.pixels[index * Digits.size..<(index + 1) * Digits.size]
        counts[digits.labels[index]][network.answer(to: Array(pixels))] += 1
    }
    let right = (0..<10).reduce(0) { $0 + counts[$1][$1] }
    let accuracy = Double(right) / Double(max(digits.count, 1))
    StepContext.current.log(metric: "accuracy", accuracy)
    let metrics = Metrics(accuracy: (accuracy * 10_000).rounded() / 10_000, digits: digits.count)
    return (metrics, GreyPicture(confusion: counts).png)
}
