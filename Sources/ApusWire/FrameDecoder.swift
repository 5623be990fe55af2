public import ApusModel
public import FoundationEssentials

/// Takes messages out of a stream of bytes that arrives in pieces of any size.
///
/// It holds at most one message and one piece. After an error the stream has no boundaries any more: every further call
/// throws the same error.
public struct FrameDecoder: Sendable {
    private var buffer = Data()
    private var failure: ApusError?

    public init() {}

    /// Adds the bytes that came next.
    public mutating func append(_ bytes: Data) { buffer.append(bytes) }

    /// The next whole message, or `nil` until more bytes come.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` for a length that no message has.
    public mutating func next() throws(ApusError) -> Data? {
        if let failure { throw failure }
        guard buffer.count >= Frame.headerLength else { return nil }
        let length = buffer.prefix(Frame.headerLength).reduce(0) { $0 << 8 | Int($1) }
        guard (1...Frame.maximumLength).contains(length) else {
            let error = ApusError(
                .corrupted, "the peer sent something that is no message",
                reason: "it announces \(length) bytes, and messages have 1 to \(Frame.maximumLength)",
                hint: "nothing but messages may be written to the channel; text belongs on standard error")
            failure = error
            buffer = Data()
            throw error
        }
        guard buffer.count >= Frame.headerLength + length else { return nil }
        let start = buffer.startIndex + Frame.headerLength
        let message = Data(buffer[start..<start + length])
        buffer = Data(buffer[(start + length)...])
        return message
    }

    /// Call it when the stream ends.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` when that is in the middle of a message.
    public func finish() throws(ApusError) {
        if let failure { throw failure }
        if !buffer.isEmpty {
            throw ApusError(
                .corrupted, "the peer ended in the middle of a message", reason: "\(buffer.count) bytes came")
        }
    }
}
