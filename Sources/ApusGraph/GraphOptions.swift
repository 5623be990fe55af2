/// How a graph is laid out.
public struct GraphOptions: Hashable, Sendable {
    /// The fewest like steps that become one node; `nil` keeps every step a node of its own.
    public var groupThreshold: Int?
    /// Units that stay free between two neighbours in a layer.
    public var nodeGap: Int
    /// Units that stay free between two layers.
    public var layerGap: Int
    /// The most times that the layers are gone through to have fewer crossings; 0 keeps the first order.
    public var sweeps: Int

    public init(groupThreshold: Int? = 4, nodeGap: Int = 3, layerGap: Int = 3, sweeps: Int = 24) {
        self.groupThreshold = groupThreshold
        self.nodeGap = nodeGap
        self.layerGap = layerGap
        self.sweeps = sweeps
    }
}
