public import FoundationEssentials
import Glibc

/// The lines of a body, as the bytes between line feeds; a carriage return before the line feed is dropped.
///
/// A last line without line feed counts. Each line comes as soon as its line feed is here.
public struct HTTPLines: AsyncSequence, Sendable {
    public typealias Element = Data
    public typealias Failure = any Error

    let body: HTTPBody
    let maximumLength: Int

    public func makeAsyncIterator() -> Iterator {
        Iterator(body: body.makeAsyncIterator(), maximumLength: maximumLength)
    }

    public struct Iterator: AsyncIteratorProtocol {
        var body: HTTPBody.Iterator
        let maximumLength: Int
        private var pending = Data()
        /// How many bytes of `pending` are known to have no line feed.
        private var searched = 0

        init(body: HTTPBody.Iterator, maximumLength: Int) {
            self.body = body
            self.maximumLength = maximumLength
        }

        public mutating func next() async throws -> Data? { try await next(isolation: nil) }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Data? {
            while true {
                if let line = try takeLine() { return line }
                guard let piece = try await body.next(isolation: actor) else { return takeRest() }
                if pending.startIndex > 0 { pending = Data(pending) }
                pending.append(piece)
            }
        }

        private mutating func takeLine() throws -> Data? {
            guard let end = endOfLine() else {
                searched = pending.count
                try check(length: pending.count)
                return nil
            }
            let line = pending[..<end]
            try check(length: line.count)
            pending = pending[(end + 1)...]
            searched = 0
            return Self.withoutCarriageReturn(line)
        }

        /// The C library looks at many bytes at a time.
        private func endOfLine() -> Data.Index? {
            let start = pending.startIndex + searched
            return pending[start...].withUnsafeBytes { bytes in
                guard let first = bytes.baseAddress,
                    let found = memchr(first, Int32(UInt8(ascii: "\n")), bytes.count)
                else { return nil }
                return start + (UnsafeRawPointer(found) - first)
            }
        }

        private mutating func takeRest() -> Data? {
            defer {
                pending = Data()
                searched = 0
            }
            return pending.isEmpty ? nil : Self.withoutCarriageReturn(pending)
        }

        private func check(length: Int) throws {
            guard length <= maximumLength else {
                throw HTTPError(.tooLarge, "a line is longer than \(maximumLength) bytes")
            }
        }

        private static func withoutCarriageReturn(_ line: Data) -> Data {
            Data(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
    }
}

extension HTTPBody {
    /// The body's lines, of up to 4 MiB each.
    public var lines: HTTPLines { lines(maximumLength: 4 << 20) }

    /// The body's lines.
    /// - Parameter maximumLength: in bytes; a longer line throws ``HTTPError`` with `.tooLarge`.
    public func lines(maximumLength: Int) -> HTTPLines { HTTPLines(body: self, maximumLength: maximumLength) }
}
