import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Synchronization

/// Answers requests one after another, the last one again and again.
final class Script: Sendable {
    private let answers: [Answer]
    private let position = Mutex(0)

    init(_ answers: [Answer]) { self.answers = answers }

    func next() -> ScriptedHTTPResponse {
        position.withLock { position in
            defer { position += 1 }
            return answers[min(position, answers.count - 1)].make()
        }
    }

    static func client(_ answers: Answer...) -> ScriptedHTTPClient {
        let script = Script(answers)
        return ScriptedHTTPClient { _, _ in script.next() }
    }
}

extension ScriptedHTTPResponse {
    static func json(_ status: Int, _ value: JSONValue, headers: HTTPHeaders = [:]) -> ScriptedHTTPResponse {
        .text(status, (try? CanonicalJSON.text(value)) ?? "", headers: headers)  // JSON values always encode
    }

    /// A `Status` object.
    static func failure(
        _ code: Int, _ reason: String = "", _ message: String = "it says no", details: JSONValue = [:],
        headers: HTTPHeaders = [:]
    ) -> ScriptedHTTPResponse {
        .json(
            code,
            [
                "kind": "Status", "status": "Failure", "code": .integer(Int64(code)), "reason": .string(reason),
                "message": .string(message), "details": details,
            ], headers: headers)
    }
}

/// A response that can be given several times: a response's body can be read only once.
struct Answer: Sendable {
    let make: @Sendable () -> ScriptedHTTPResponse

    init(_ make: @escaping @autoclosure @Sendable () -> ScriptedHTTPResponse) { self.make = make }

    static func json(_ status: Int, _ value: JSONValue) -> Answer { Answer(.json(status, value)) }

    static func text(_ status: Int, _ text: String) -> Answer { Answer(.text(status, text)) }

    static func failure(
        _ code: Int, _ reason: String = "", _ message: String = "it says no", details: JSONValue = [:],
        headers: HTTPHeaders = [:]
    ) -> Answer {
        Answer(.failure(code, reason, message, details: details, headers: headers))
    }
}
