/// Whether a program is logged in by now (RFC 8628, section 3.5).
public struct DeviceLoginAnswer: Hashable, Sendable, Codable {
    public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        /// Nobody has decided yet.
        case pending
        /// As ``pending``, and the program asks too often: it has to wait for the interval of this answer from now on.
        case slowDown = "slow_down"
        case denied
        /// The code has had its time, was used, or was never one.
        case expired
        /// The answer has the login. There is no other answer that has it.
        case granted
    }

    public let status: Status
    /// How many seconds to wait before the next claim.
    public let interval: Int
    public let login: NewLogin?

    public init(_ status: Status, interval: Int, login: NewLogin? = nil) {
        self.status = status
        self.interval = interval
        self.login = login
    }
}
