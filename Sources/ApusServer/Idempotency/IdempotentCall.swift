import ApusHashing
import ApusModel
import Crypto
import FoundationEssentials
import Hummingbird
import NIOCore

/// A call that names itself with an `Idempotency-Key`: it has its effect once, however often it is made.
struct IdempotentCall: Sendable {
    private let key: RememberedAnswers.Key
    private let fingerprint: ContentDigest
    private let answers: RememberedAnswers

    /// - Parameters:
    ///   - name: what the header says.
    ///   - body: all of it.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for what is no key.
    init(_ call: Call, named name: String, body: ByteBuffer, answers: RememberedAnswers) throws(ApusError) {
        key = RememberedAnswers.Key(caller: try call.caller.account().id.rawValue, key: try Self.checked(name))
        var digest = SHA256()
        digest.update(data: Data("\(call.request.method.rawValue) \(call.request.uri.path)\n".utf8))
        digest.update(data: Data(body.readableBytesView))
        fingerprint = ContentDigest(digest.finalize())
        self.answers = answers
    }

    /// The answer of the first call of this name; when this is the first, what `make` answers.
    /// - Throws: a 422 when the first call was another one, a 409 while it is not answered; what `make` throws, after
    ///   which the next call is the first.
    func answer(_ make: () async throws -> Response) async throws -> Response {
        switch answers.begin(key, fingerprint: fingerprint) {
        case .answered(let answer): return answer.response
        case .isRunning: throw Refusal.firstCallIsRunning
        case .isOfAnother: throw Refusal.keyOfAnotherCall
        case .new:
            do {
                let answer = try await RememberedAnswer(make())
                answers.finish(key, with: answer)
                return answer.response
            } catch {
                answers.forget(key)
                throw error
            }
        }
    }

    /// The text of a Structured Field of type String (RFC 9651, section 3.3.3), or one that lacks the quotation marks.
    private static func checked(_ header: String) throws(ApusError) -> String {
        var text = header.trimmed[...]
        if text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
        guard isPlain, (1...longest).contains(text.utf8.count) else {
            throw ApusError(
                .invalidArgument, "the 'Idempotency-Key' is none",
                reason: "it has to be 1 to \(longest) letters, digits and signs, such as a UUID")
        }
        return String(text)
    }

    private static let longest = 128
}

extension Refusal {
    fileprivate static let firstCallIsRunning = Refusal(
        error: ApusError(.conflict, "the first call with this 'Idempotency-Key' is not answered yet"), status: 409,
        headers: [.retryAfter: "1"])
    fileprivate static let keyOfAnotherCall = Refusal(
        error: ApusError(
            .invalidArgument, "the 'Idempotency-Key' was used for another call",
            hint: "make a new key for each thing that is made"),
        status: 422)
}
