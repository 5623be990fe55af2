public import ApusHTTP
import ApusModel
public import FoundationEssentials

/// A whole answer, of the API server or in its place.
public struct ProxyAnswer: Sendable {
    public var status: Int
    public var headers: HTTPHeaders
    public var body: Data

    public init(_ status: Int, headers: HTTPHeaders = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A `Status` object as the API server sends it.
    public static func failure(
        _ code: Int, _ reason: String, _ message: String, headers: HTTPHeaders = [:]
    ) -> ProxyAnswer {
        let status: JSONValue = [
            "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "reason": .string(reason),
            "message": .string(message), "code": .integer(Int64(code)),
        ]
        var headers = headers
        headers["Content-Type"] = "application/json"
        // A value of strings and numbers always encodes.
        return ProxyAnswer(code, headers: headers, body: (try? CanonicalJSON.encode(status)) ?? Data())
    }
}
