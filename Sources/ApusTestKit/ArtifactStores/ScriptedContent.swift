import ApusCore
import FoundationEssentials

/// Content that a check makes up piece by piece.
struct ScriptedContent: AsyncSequence, Sendable {
    typealias Element = Data
    /// Gives the piece of that number, counted from 0, or `nil` at the end.
    let piece: @Sendable (Int) async throws -> Data?

    func makeAsyncIterator() -> Iterator { Iterator(piece: piece) }

    struct Iterator: AsyncIteratorProtocol {
        let piece: @Sendable (Int) async throws -> Data?
        private var index = 0

        init(piece: @escaping @Sendable (Int) async throws -> Data?) { self.piece = piece }

        mutating func next() async throws -> Data? {
            defer { index += 1 }
            return try await piece(index)
        }
    }
}

extension ByteStream {
    init(piece: @escaping @Sendable (Int) async throws -> Data?) { self.init(ScriptedContent(piece: piece)) }
}

extension Data {
    /// `count` bytes that differ from place to place, the same ones for the same seed.
    static func patterned(_ count: Int, seed: UInt8 = 7) -> Data {
        var state = UInt32(seed) &* 2_654_435_761 &+ 1
        return Data(
            (0..<count).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(truncatingIfNeeded: state >> 24)
            })
    }
}
