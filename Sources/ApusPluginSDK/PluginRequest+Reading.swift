public import ApusModel
public import ApusWire

extension PluginRequest {
    /// The answer to a request that the plugin does not know.
    public var unsupported: ApusError {
        ApusError(.unsupported, "this plugin does not know the request '\(call)'")
    }
}

extension [String: JSONValue] {
    /// A text that has to be among the arguments.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument`.
    public func text(_ name: String) throws(ApusError) -> String {
        if let text = self[name]?.stringValue { return text }
        throw ApusError(.invalidArgument, "the request has no text '\(name)'")
    }

    /// A whole number that has to be among the arguments.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument`.
    public func integer(_ name: String) throws(ApusError) -> Int64 {
        if let value = self[name]?.integerValue { return value }
        throw ApusError(.invalidArgument, "the request has no whole number '\(name)'")
    }
}
