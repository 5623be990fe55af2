import ApusModel

extension JSONValue {
    /// A string as it is, anything else as JSON.
    var environmentText: String {
        get throws { try stringValue ?? CanonicalJSON.text(self) }
    }
}
