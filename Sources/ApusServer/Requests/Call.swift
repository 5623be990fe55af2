import ApusAPI
import ApusModel
import FoundationEssentials
import Hummingbird

/// One call, as routes see it.
struct Call: Sendable {
    var request: Request
    let caller: Caller
    /// The address that the call comes from; the last proxy's, when there is one.
    let address: String
    let limits: CallLimits
    private let values: [String: String]

    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a path that is not percent-encoded.
    init(_ request: Request, _ context: CallContext, caller: Caller, limits: CallLimits) throws {
        self.request = request
        self.caller = caller
        address = context.address
        self.limits = limits
        var values: [String: String] = [:]
        for (name, value) in context.parameters {
            guard let decoded = PercentEncoding.decode(value), !decoded.utf8.contains(0) else {
                throw ApusError(.invalidArgument, "'\(value)' in the path is not percent-encoded text")
            }
            values[String(name)] = decoded
        }
        self.values = values
    }

    /// The value in the route's place of that name.
    func value(_ name: String) throws(ApusError) -> String {
        guard let value = values[name] else { throw ApusError(.internalFailure, "the route has no value '\(name)'") }
        return value
    }

    /// The value in the place of that name, as an identity.
    func identifier<Subject>(_ name: String, of type: Subject.Type = Subject.self) throws(ApusError) -> Identifier<
        Subject
    > {
        Identifier(rawValue: try value(name))
    }

    /// The run that the path names.
    func run() throws(ApusError) -> Identifier<Run> { try identifier("run") }

    /// The schedule that the path names.
    func schedule() throws(ApusError) -> Identifier<Schedule> { try identifier("schedule") }

    /// The attempt that the path names.
    func attempt() throws(ApusError) -> Attempt.Key {
        let text = try value("number")
        guard let number = Int(text) else {
            throw ApusError(.invalidArgument, "'\(text)' is not the number of an attempt")
        }
        return Attempt.Key(run: try run(), step: try value("step"), number: number)
    }

    /// The URL that the client reaches the server by, as far as it can be told here.
    var reachedURL: String { "http://\(request.head.authority ?? "")" }

    /// The query's value of that name, or `nil`.
    func query(_ name: String) -> String? { request.uri.queryParameters[name[...]].map(String.init) }

    /// A number in the query from 0 to `most`, or `nil` when there is none.
    func count(_ name: String, atMost most: Int64 = .max) throws(ApusError) -> Int64? {
        guard let text = query(name) else { return nil }
        guard let count = Int64(text), (0...most).contains(count) else {
            throw ApusError(
                .invalidArgument, "'\(text)' is no number from 0 \(most == .max ? "on" : "to \(most)")",
                reason: "it is the '\(name)' of the call")
        }
        return count
    }

    /// The last event that a client which connects again got:
    /// https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header.
    var lastEventID: String? { request.headers.first { $0.name.canonicalName == "last-event-id" }?.value }

    /// How many things a listing may have, or `nil` when the query does not say.
    func limit() throws(ApusError) -> Int? {
        guard let text = query("limit") else { return nil }
        guard let limit = Int(text), Self.pages.contains(limit) else {
            throw ApusError(
                .invalidArgument, "the limit '\(text)' is none",
                hint: "ask for \(Self.pages.lowerBound) to \(Self.pages.upperBound)")
        }
        return limit
    }

    private static let pages = 1...500

    /// - Throws: an error that becomes a 413 when the call says that its body is too long.
    func checkAnnouncedSize() throws {
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limits.bodySize else {
            return
        }
        throw HTTPError(.contentTooLarge)
    }

    /// All bytes of the body.
    /// - Throws: an error that becomes a 413 for one that is too long, or a 408 for one that does not come.
    func collectedBody(atMost size: Int? = nil) async throws -> ByteBuffer {
        try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
            group.addTask { try await request.body.collect(upTo: min(size ?? limits.bodySize, limits.bodySize)) }
            group.addTask {
                try await Task.sleep(for: limits.bodyPatience)
                return nil
            }
            defer { group.cancelAll() }
            guard let buffer = try await group.next() ?? nil else { throw Refusal.bodyTakesTooLong }
            return buffer
        }
    }

    /// The body, from JSON.
    /// - Parameter size: the longest in bytes, when the route takes less than others.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for what is not that JSON; what
    ///   ``collectedBody(atMost:)`` throws.
    func body<Body: Decodable>(_ type: Body.Type = Body.self, atMost size: Int? = nil) async throws -> Body {
        let buffer = try await collectedBody(atMost: size)
        do {
            return try CanonicalJSON.decode(type, from: Data(buffer.readableBytesView))
        } catch {
            throw ApusError(.invalidArgument, "the body of the call is not what it has to be", reason: "\(error)")
        }
    }
}
