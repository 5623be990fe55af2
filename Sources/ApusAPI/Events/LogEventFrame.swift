import ApusModel
import FoundationEssentials

/// What the event stream of a step's log carries.
///
/// A line is an event without a name, with its ``LogCursor`` as its id; then there are `end` and `problem`. A stream that
/// ends with neither of these was cut off, and the client connects again.
public enum LogEventFrame: Hashable, Sendable {
    case line(LogCursor, LoggedLine)
    /// The step is over, and every line was sent.
    case end
    /// The log cannot be read.
    case problem(ProblemDetails)

    /// The frame as an event.
    public func encoded() throws -> ServerSentEvent {
        switch self {
        case .line(let cursor, let line):
            ServerSentEvent(id: cursor.description, data: try CanonicalJSON.text(line))
        case .end:
            ServerSentEvent(name: "end", data: "{}")
        case .problem(let problem):
            ServerSentEvent(name: "problem", data: try CanonicalJSON.text(problem))
        }
    }
}
