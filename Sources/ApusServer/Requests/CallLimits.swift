/// What a call may cost before it is answered.
struct CallLimits: Hashable, Sendable {
    /// The longest body, in bytes.
    let bodySize: Int
    /// How long a body may take to arrive.
    let bodyPatience: Duration
}
