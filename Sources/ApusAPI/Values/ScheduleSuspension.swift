/// Whether a schedule is to be kept from firing.
public struct ScheduleSuspension: Hashable, Sendable, Codable {
    public let isSuspended: Bool

    public init(isSuspended: Bool) { self.isSuspended = isSuspended }
}
