import ApusPipeline
import FoundationEssentials

/// Pictures of 8 by 8 pixels with the digits that they show.
struct Digits: Codable, ArtifactValue {
    /// 64 values from 0 to 1 for each digit, one after the other.
    var pixels: [Float] = []
    var labels: [Int] = []

    static let size = 64

    var count: Int { labels.count }

    /// Reads lines such as `5 00dg…`: the digit, and 64 pixels from 0 to 16 in base 17. They are the test digits of the
    /// UCI data set "Optical Recognition of Handwritten Digits" (https://archive.ics.uci.edu/dataset/80, CC BY 4.0).
    init(file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw NoDigits(description: "'\(file)' cannot be read")
        }
        for line in data.split(separator: UInt8(ascii: "\n")) {
            guard line.count == Self.size + 2, let label = line.first.flatMap(Self.value) else {
                throw NoDigits(description: "line \(labels.count + 1) of '\(file)' is no digit")
            }
            labels.append(label)
            pixels += line.dropFirst(2).map { Float(Self.value($0) ?? 0) / 16 }
        }
    }

    init() {}

    /// The digits for training and those for the test, in an order that the seed decides.
    func parted(testShare: Double, seed: Int) -> (training: Digits, test: Digits) {
        var chance = Chance(seed: seed)
        let order = Array(0..<count).shuffled(using: &chance)
        let tests = Int(Double(count) * testShare)
        var parts = (training: Digits(), test: Digits())
        for (place, index) in order.enumerated() {
            if place < tests { parts.test.append(index, of: self) } else { parts.training.append(index, of: self) }
        }
        return parts
    }

    private mutating func append(_ index: Int, of digits: Digits) {
        pixels += digits.pixels[index * Self.size..<(index + 1) * Self.size]
        labels.append(digits.labels[index])
    }

    private static func value(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(letter - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "g"): Int(letter - UInt8(ascii: "a")) + 10
        default: nil
        }
    }
}

/// Why there are no digits.
struct NoDigits: Error, CustomStringConvertible {
    let description: String
}
