import ApusHTTP
import ApusModel
import FoundationEssentials

/// A form in which an API server sends objects
/// (https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources).
enum ObjectForm: Sendable {
    case json
    case protobuf

    private static let binary = "application/vnd.kubernetes.protobuf"

    /// The form to read `type` from where there is a choice. Objects of custom resources come as JSON only.
    static func best(for type: Any.Type) -> ObjectForm { type is any ProtobufReadable.Type ? .protobuf : .json }

    /// The form of an answer: JSON is also what a server of another kind, or a proxy, answers with.
    init(_ response: HTTPResponse) {
        self = response.headers["Content-Type"]?.hasPrefix(Self.binary) == true ? .protobuf : .json
    }

    /// What to ask a server for that may know this form or only JSON.
    var accepted: String {
        switch self {
        case .json: "application/json"
        case .protobuf: "\(Self.binary), application/json"
        }
    }

    /// - Throws: `DecodingError`.
    func decode<Answer: Decodable>(_ type: Answer.Type, from data: Data) throws -> Answer {
        switch self {
        case .json: return try CanonicalJSON.decode(type, from: data)
        case .protobuf:
            let readable = type as? any ProtobufReadable.Type
            guard let answer = try readable?.init(protobuf: ProtobufMessage(answer: [UInt8](data)[...])) as? Answer
            else {
                throw DecodingError.corrupted("\(type) is read from JSON only")
            }
            return answer
        }
    }
}
