public import ApusModel

/// An ``/ApusModel/ApusError`` as it travels between processes, its cause as text.
public struct WireError: Hashable, Sendable, Codable {
    public let code: ApusError.Code
    public let summary: String
    public let reason: String?
    public let hint: String?

    /// - Parameter error: anything that was thrown; what is no `ApusError` becomes an `.internalFailure`.
    public init(_ error: any Error) {
        let known = error as? ApusError ?? ApusError(.internalFailure, "\(error)")
        code = known.code
        summary = known.summary
        reason = known.reason ?? known.cause.map { "\($0)" }
        hint = known.hint
    }

    public var error: ApusError { ApusError(code, summary, reason: reason, hint: hint) }
}
