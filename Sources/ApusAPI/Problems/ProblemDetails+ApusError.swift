public import ApusModel

extension ProblemDetails {
    /// `error` as the server sends it. A cause is not sent; where there is no reason, its text takes the reason's
    /// place.
    /// - Parameter status: the HTTP status, or `nil` for the one that fits the code.
    public init(_ error: ApusError, status: Int? = nil) {
        let fitting = Self.statuses[error.code] ?? 500
        let status = status ?? fitting
        self.init(
            status: status, title: Self.title(of: status), detail: error.summary, code: error.code.rawValue,
            reason: error.reason ?? error.cause.map { "\($0)" }, hint: error.hint)
    }

    /// The error that the server meant.
    public var error: ApusError {
        ApusError(ApusError.Code(rawValue: code), detail, reason: reason, hint: hint)
    }

    /// A status in words; in digits when it is none that the interface uses.
    public static func title(of status: Int) -> String { titles[status] ?? "\(status)" }

    private static let statuses: [ApusError.Code: Int] = [
        .notFound: 404, .alreadyExists: 409, .invalidArgument: 400, .invalidConfiguration: 422, .inUse: 409,
        .rejected: 422, .unavailable: 503, .unauthorized: 401, .forbidden: 403, .untrusted: 502, .conflict: 409,
        .timedOut: 504, .unsupported: 501, .storageFull: 507, .corrupted: 500, .runFailed: 500, .internalFailure: 500,
        .throttled: 429,
    ]

    /// RFC 9110, section 15; RFC 4918, section 11.5; RFC 6585, section 4.
    private static let titles: [Int: String] = [
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        408: "Request Timeout", 409: "Conflict", 412: "Precondition Failed", 413: "Content Too Large",
        422: "Unprocessable Content",
        429: "Too Many Requests",
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout", 507: "Insufficient Storage",
    ]
}
