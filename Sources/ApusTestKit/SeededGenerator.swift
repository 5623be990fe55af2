/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c): the same numbers for the same seed on every machine.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// - Parameter seed: what decides every number.
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `bound`, which it does not reach. Cheaper than the standard library's, and fair enough.
    public mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }

    /// One of `elements`, of which there has to be one.
    public mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    /// True in one of `count` cases.
    public mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

    /// True in `percent` of a hundred cases.
    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}
