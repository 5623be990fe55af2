public import ApusModel

/// Settings for an orchestrator of any flavor, by the names of its options.
public struct OrchestratorSettings: ComponentSettings, ExpressibleByDictionaryLiteral {
    public let key: String
    public var options: [String: JSONValue]

    /// - Parameters:
    ///   - flavor: for orchestrators of that flavor only; for any without it.
    public init(_ options: [String: JSONValue], flavor: String? = nil) {
        key = flavor.map { "orchestrator.\($0)" } ?? "orchestrator"
        self.options = options
    }

    /// - Parameter component: for the orchestrator of that name only.
    public init(_ options: [String: JSONValue], component: String) {
        key = "orchestrator:\(component)"
        self.options = options
    }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(Dictionary(elements) { _, last in last })
    }
}
