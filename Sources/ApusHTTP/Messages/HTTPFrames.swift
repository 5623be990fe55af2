public import FoundationEssentials

/// The frames of a body, without their lengths: each frame is four bytes with a length, the most significant first, and
/// then so many bytes. Watches of Kubernetes in binary form are sent so
/// (https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding).
///
/// Each frame comes as soon as its last byte is here.
public struct HTTPFrames: AsyncSequence, Sendable {
    public typealias Element = Data
    public typealias Failure = any Error

    let body: HTTPBody
    let maximumLength: Int

    public func makeAsyncIterator() -> Iterator {
        Iterator(body: body.makeAsyncIterator(), maximumLength: maximumLength)
    }

    public struct Iterator: AsyncIteratorProtocol {
        private static let lengthSize = 4

        var body: HTTPBody.Iterator
        let maximumLength: Int
        private var pending = Data()

        init(body: HTTPBody.Iterator, maximumLength: Int) {
            self.body = body
            self.maximumLength = maximumLength
        }

        public mutating func next() async throws -> Data? { try await next(isolation: nil) }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Data? {
            while true {
                if let frame = try takeFrame() { return frame }
                guard let piece = try await body.next(isolation: actor) else {
                    if pending.isEmpty { return nil }
                    throw HTTPError(.truncated, "the body ends inside a frame")
                }
                if pending.startIndex > 0 { pending = Data(pending) }
                pending.append(piece)
            }
        }

        private mutating func takeFrame() throws -> Data? {
            let start = pending.startIndex
            guard pending.count >= Self.lengthSize else { return nil }
            let length = pending[start..<start + Self.lengthSize].reduce(0) { $0 << 8 | Int($1) }
            guard length <= maximumLength else { throw HTTPError(.tooLarge, "a frame has \(length) bytes") }
            let end = start + Self.lengthSize + length
            guard end <= pending.endIndex else { return nil }
            defer { pending = pending[end...] }
            return pending[(start + Self.lengthSize)..<end]
        }
    }
}

extension HTTPBody {
    /// The body's frames, of up to 4 MiB each. A longer one throws ``HTTPError`` with `.tooLarge`, and a body that ends
    /// inside one `.truncated`.
    public var frames: HTTPFrames { HTTPFrames(body: self, maximumLength: 4 << 20) }
}
