public import FoundationEssentials

/// What goes wrong with one request.
public struct Fault: Sendable {
    /// Called with each line of a stream and its number, counted from 0; says what comes out in its place. Line −1,
    /// which is empty, comes before the first.
    public typealias Edit = @Sendable (_ number: Int, _ line: Data) -> [StreamPiece]

    enum Kind: Sendable {
        case answer(ProxyAnswer)
        case drop(afterForwarding: Bool)
        case mute
        case silence
        case delay(Duration)
        case rewrite(@Sendable (inout ProxyAnswer) -> Void)
        case edit(Edit)
        case end(after: Duration)
    }

    let kind: Kind
    /// For the record.
    public let name: String

    /// Whether the test looks into what the API server answers.
    var readsAnswer: Bool {
        switch kind {
        case .rewrite, .edit: true
        case .answer, .drop, .mute, .silence, .delay, .end: false
        }
    }

    /// The request never reaches the API server; this is the answer.
    public static func answer(_ answer: ProxyAnswer) -> Fault {
        Fault(kind: .answer(answer), name: "answer \(answer.status)")
    }

    /// The connection ends before the API server sees the request.
    public static let dropped = Fault(kind: .drop(afterForwarding: false), name: "dropped")

    /// The API server does what was asked, and the connection ends before it can say so.
    public static let unanswered = Fault(kind: .drop(afterForwarding: true), name: "unanswered")

    /// The API server does what was asked, also when the client goes meanwhile, and no answer comes; the connection stays
    /// open.
    public static let mute = Fault(kind: .mute, name: "mute")

    /// Nothing is forwarded and nothing answered; the connection stays open.
    public static let silence = Fault(kind: .silence, name: "silence")

    /// The request waits before it is forwarded.
    public static func delay(_ duration: Duration) -> Fault { Fault(kind: .delay(duration), name: "delay") }

    /// The API server's answer is changed; for answers that end.
    public static func rewrite(_ change: @escaping @Sendable (inout ProxyAnswer) -> Void) -> Fault {
        Fault(kind: .rewrite(change), name: "rewritten")
    }

    /// The lines of a watch or log are changed.
    public static func edit(_ edit: @escaping Edit) -> Fault { Fault(kind: .edit(edit), name: "edited") }

    /// A watch or log ends without error after that time.
    public static func end(after duration: Duration) -> Fault { Fault(kind: .end(after: duration), name: "ended") }
}

extension Fault {
    /// The connection of a watch or log breaks after so many lines.
    public static func cut(afterLines count: Int) -> Fault { stop(with: .cut, afterLines: count) }

    /// A watch or log says nothing after so many lines, and its connection stays open.
    public static func silence(afterLines count: Int) -> Fault { stop(with: .silence, afterLines: count) }

    /// A watch begins with these pieces and then goes on as it is.
    public static func insert(_ pieces: [StreamPiece]) -> Fault {
        edit { number, line in number < 0 ? pieces : [.line(line)] }
    }

    private static func stop(with piece: StreamPiece, afterLines count: Int) -> Fault {
        edit { number, line in (number < 0 ? [] : [.line(line)]) + (number + 1 == count ? [piece] : []) }
    }
}
