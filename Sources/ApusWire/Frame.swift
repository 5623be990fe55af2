public import ApusModel
public import FoundationEssentials

/// How messages lie on a stream of bytes: four bytes with the length of the message, most significant first, then the
/// message, which is JSON.
public enum Frame {
    /// No message is longer, in bytes. What is larger travels as a file.
    public static let maximumLength = 8 << 20
    static let headerLength = 4

    /// `message` as it lies on the stream.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a message that is empty or too long.
    public static func encode(_ message: Data) throws(ApusError) -> Data {
        guard !message.isEmpty, message.count <= maximumLength else {
            throw ApusError(
                .invalidArgument, "a message of \(message.count) bytes cannot be sent",
                reason: "messages have 1 to \(maximumLength) bytes")
        }
        var frame = Data(capacity: headerLength + message.count)
        for shift in [24, 16, 8, 0] { frame.append(UInt8(truncatingIfNeeded: message.count >> shift)) }
        frame.append(message)
        return frame
    }
}
