public import ApusModel
import FoundationEssentials

/// What the event stream of a run carries.
///
/// A change is an event without a name, with the change's sequence as its id; then there are `end` and `problem`. A
/// stream that ends with neither of these was cut off, and the client connects again.
public enum RunEventFrame: Hashable, Sendable {
    case change(RunEvent)
    /// The run is over, and every change was sent.
    case end
    /// The store failed.
    case problem(ProblemDetails)

    /// The frame as an event.
    public func encoded() throws -> ServerSentEvent {
        switch self {
        case .change(let event):
            ServerSentEvent(id: String(event.sequence), data: try CanonicalJSON.text(event))
        case .end:
            ServerSentEvent(name: "end", data: "{}")
        case .problem(let problem):
            ServerSentEvent(name: "problem", data: try CanonicalJSON.text(problem))
        }
    }

    /// The frame that `event` is, or `nil` for one that a later version may have added.
    /// - Throws: `DecodingError` for data that is not what the name says.
    public init?(_ event: ServerSentEvent) throws {
        switch event.name {
        case "message":
            self = .change(try CanonicalJSON.decode(RunEvent.self, from: Data(event.data.utf8)))
        case "end":
            self = .end
        case "problem":
            self = .problem(try CanonicalJSON.decode(ProblemDetails.self, from: Data(event.data.utf8)))
        default:
            return nil
        }
    }
}
