import ApusModel

extension JSONValue {
    /// The object of the members that have a value.
    static func given(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(members.reduce(into: [:]) { $0[$1.0] = $1.1 })
    }
}
