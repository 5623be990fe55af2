extension JSONValue {
    /// This value with `overriding` laid over it: objects merge key by key at every depth, anything else is replaced.
    ///
    /// An explicit `null` in `overriding` leaves the value under it as it was.
    public func merging(_ overriding: JSONValue) -> JSONValue {
        switch (self, overriding) {
        case (_, .null): self
        case (.object(let lower), .object(let upper)): .object(lower.merging(upper) { $0.merging($1) })
        default: overriding
        }
    }
}
