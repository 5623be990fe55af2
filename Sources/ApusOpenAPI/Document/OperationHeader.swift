import ApusModel

/// Headers of answers, for `#/components/headers`.
enum OperationHeader: String, CaseIterable {
    case requestID = "X-Request-ID"
    case entityTag = "ETag"
    case challenge = "WWW-Authenticate"
    case retryAfter = "Retry-After"

    static let all = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.json) })

    /// References to headers.
    static func references(_ headers: [OperationHeader]) -> JSONValue {
        .object(
            Dictionary(
                uniqueKeysWithValues: headers.map {
                    ($0.rawValue, ["$ref": .string("#/components/headers/\($0.rawValue)")])
                }))
    }

    private var json: JSONValue {
        switch self {
        case .requestID:
            [
                "description": "Names the call in the server's log; the client's own when that is a plain word.",
                "required": true, "schema": ["type": "string"],
            ]
        case .entityTag:
            ["description": "RFC 9110, section 8.8.3; strong.", "required": true, "schema": ["type": "string"]]
        case .challenge:
            ["description": "RFC 6750, section 3.", "required": true, "schema": ["type": "string"]]
        case .retryAfter:
            [
                "description": "Seconds after which to ask again.", "required": true,
                "schema": ["type": "integer", "minimum": 0],
            ]
        }
    }
}
