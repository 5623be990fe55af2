/// One event of an event stream: https://html.spec.whatwg.org/multipage/server-sent-events.html.
public struct ServerSentEvent: Hashable, Sendable {
    /// The event's type; `message` when the stream does not say.
    public var name: String
    /// What a client that connects again sends as `Last-Event-ID`; `nil` when the event does not change it.
    public var id: String?
    public var data: String

    public init(name: String = "message", id: String? = nil, data: String) {
        self.name = name
        self.id = id
        self.data = data
    }

    /// The event's lines with the empty one that ends it.
    public var text: String {
        var lines: [String] = []
        if name != "message" { lines.append("event: \(name)") }
        if let id { lines.append("id: \(id)") }
        lines += data.split(separator: "\n", omittingEmptySubsequences: false).map { "data: \($0)" }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// A comment, which keeps the connection alive and says nothing.
    public static let keepAlive = ": keep-alive\n\n"
    /// The media type of an event stream.
    public static let mediaType = "text/event-stream"
}
