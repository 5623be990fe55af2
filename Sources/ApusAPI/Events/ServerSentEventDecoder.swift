/// Puts the lines of an event stream together to events, by the rules of
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation.
///
/// An event that the stream does not finish with an empty line is never returned.
public struct ServerSentEventDecoder: Sendable {
    private var name = ""
    private var id: String?
    private var data: [Substring] = []

    public init() {}

    /// Takes the next line, without its line end.
    /// - Returns: the event that it ends, if any.
    public mutating func add(_ line: String) -> ServerSentEvent? {
        guard !line.isEmpty else { return finish() }
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? (parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]) : ""
        switch parts[0] {
        case "event": name = String(value)
        case "id": id = String(value)
        case "data": data.append(value)
        default: break
        }
        return nil
    }

    private mutating func finish() -> ServerSentEvent? {
        defer { self = ServerSentEventDecoder() }
        guard !data.isEmpty else { return nil }
        return ServerSentEvent(name: name.isEmpty ? "message" : name, id: id, data: data.joined(separator: "\n"))
    }
}
