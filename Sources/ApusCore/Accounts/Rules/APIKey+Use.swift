package import ApusModel
package import FoundationEssentials

extension APIKey {
    /// Notes that it was used at that time, unless it was used later.
    package mutating func noteUse(at: Date) {
        let at = Timestamp.rounded(at)
        lastUsedAt = max(lastUsedAt ?? at, at)
    }
}
