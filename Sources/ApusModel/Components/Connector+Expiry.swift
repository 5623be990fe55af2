public import FoundationEssentials

extension Connector {
    /// Seconds; clocks differ, and what is begun with a credential takes its time.
    public static let defaultExpirySkewTolerance = 300

    /// When the credentials are no longer used: ``expirySkewTolerance`` before they end. `nil` when their end is not
    /// known.
    public var lastUse: Date? {
        expiresAt?.addingTimeInterval(-Double(expirySkewTolerance ?? Self.defaultExpirySkewTolerance))
    }

    /// Whether the credentials are no longer used at `now`.
    public func hasExpired(at now: Date) -> Bool { lastUse.map { $0 <= now } ?? false }
}
