/// Makes odd inputs of sound ones: the same for the same seed, on every machine.
public struct InputMutator: Sendable {
    private var random: SeededGenerator
    private let words: [[UInt8]]

    /// No input is longer, in bytes.
    public static let maximumLength = 8 << 10

    /// - Parameter words: texts that the format knows; they are put in here and there.
    public init(seed: UInt64, words: [String]) {
        random = SeededGenerator(seed: seed)
        self.words = words.map { Array($0.utf8) }
    }

    /// One of `inputs` with one to six changes. Of no inputs, changes are made to an empty one.
    public mutating func next(of inputs: [[UInt8]]) -> [UInt8] {
        var bytes = inputs.isEmpty ? [] : random.one(of: inputs)
        for _ in 0...random.below(6) { change(&bytes, inputs) }
        return Array(bytes.prefix(Self.maximumLength))
    }

    private mutating func change(_ bytes: inout [UInt8], _ inputs: [[UInt8]]) {
        let place = random.below(bytes.count + 1)
        let part = place..<min(bytes.count, place + 1 + random.below(16))
        switch random.below(8) {
        case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
        case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 3 where !part.isEmpty: bytes.removeSubrange(part)
        case 4 where !part.isEmpty: bytes.insert(contentsOf: bytes[part], at: random.below(bytes.count))
        case 5 where !words.isEmpty: bytes.insert(contentsOf: random.one(of: words), at: place)
        case 6 where !inputs.isEmpty:
            let other = random.one(of: inputs)
            bytes = Array(bytes[..<place] + other[random.below(other.count + 1)...])
        case 7: bytes.removeSubrange(place...)
        default: break
        }
    }
}
