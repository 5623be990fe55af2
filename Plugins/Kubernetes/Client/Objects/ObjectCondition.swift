public import FoundationEssentials

/// One of an object's conditions: `Complete` of a Job, `Ready` of a Pod.
public struct ObjectCondition: Sendable, Hashable, Decodable {
    public let type: String
    /// `True`, `False` or `Unknown`.
    public let status: String
    /// The machine's word, such as `BackoffLimitExceeded` or `Unschedulable`.
    public let reason: String?
    public let message: String?
    public let lastTransitionTime: Date?

    public init(
        type: String, status: String, reason: String? = nil, message: String? = nil, lastTransitionTime: Date? = nil
    ) {
        self.type = type
        self.status = status
        self.reason = reason
        self.message = message
        self.lastTransitionTime = lastTransitionTime
    }

    public var isTrue: Bool { status == "True" }
}

extension Sequence<ObjectCondition> {
    /// The condition of that type, or `nil`.
    public func condition(_ type: String) -> ObjectCondition? { first { $0.type == type } }
}
