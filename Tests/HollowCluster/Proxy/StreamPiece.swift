public import FoundationEssentials

/// What the proxy does at a line of a stream.
public enum StreamPiece: Sendable {
    /// Passes a line on.
    case line(Data)
    /// Passes bytes on that need not be a line.
    case bytes(Data)
    /// Ends the answer as a server does.
    case end
    /// Breaks the connection.
    case cut
    /// Sends nothing any more, and leaves the connection open.
    case silence

    /// A line of text.
    public static func line(_ text: String) -> StreamPiece { .line(Data(text.utf8)) }
}
