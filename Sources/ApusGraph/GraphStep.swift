/// A step, and the steps that it waits for: all that a layout needs to know of one.
public struct GraphStep: Hashable, Sendable, Codable {
    /// Unique in its graph.
    public var name: String
    /// The names of the steps that come directly before it. A name that no step has is passed over.
    public var upstream: [String]

    public init(name: String, upstream: [String]) {
        self.name = name
        self.upstream = upstream
    }
}
