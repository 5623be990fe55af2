package import ApusModel

/// What a call that replaces a stored value has to do.
package enum Replacement {
    case keepAsIs
    case replace

    /// - Parameters:
    ///   - stored: what is stored.
    ///   - new: what is to be stored.
    ///   - old: what the caller believes to be stored, or `nil` when that does not matter.
    ///   - thing: `stack 'prod'`, for the error.
    /// - Throws: `.conflict` when the caller is wrong.
    package static func decide<Value: Equatable>(
        _ stored: Value, new: Value, old: Value?, thing: String
    ) throws(ApusError) -> Replacement {
        if let old, stored != old {
            if stored == new { return .keepAsIs }
            throw ApusError.changedMeanwhile(thing)
        }
        return .replace
    }
}
