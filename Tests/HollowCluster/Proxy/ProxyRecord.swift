/// A request that came by, and what became of it.
public struct ProxyRecord: Sendable {
    public let request: ProxiedRequest
    public let arrived: ContinuousClock.Instant
    /// The name of the fault that hit it.
    public let fault: String?
    /// `nil` while there is no answer.
    public internal(set) var status: Int?
    /// When the answer's head went out.
    public internal(set) var answered: ContinuousClock.Instant?
}

extension ProxyRecord: CustomStringConvertible {
    public var description: String {
        "\(request.verb) \(request.resource) \(status.map(String.init) ?? "-")\(fault.map { " (\($0))" } ?? "")"
    }
}
