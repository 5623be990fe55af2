/// Which requests a fault is for.
public struct RequestPattern: Sendable {
    let matches: @Sendable (ProxiedRequest) -> Bool

    /// - Parameters:
    ///   - verb: `nil` for any.
    ///   - resource: `nil` for any.
    ///   - condition: what else has to hold.
    public init(
        _ verb: String? = nil, _ resource: String? = nil,
        where condition: @escaping @Sendable (ProxiedRequest) -> Bool = { _ in true }
    ) {
        matches = { request in
            (verb == nil || request.verb == verb) && (resource == nil || request.resource == resource)
                && condition(request)
        }
    }

    public static let any = RequestPattern()
}
