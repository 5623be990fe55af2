/// Where the steps of a graph go on a plane: in layers, each step below all that it waits for.
///
/// It knows nothing of statuses, so it stays the same while a run goes on; ``Node/counts(_:)`` brings both together.
/// Units are abstract: a terminal takes them for columns and rows, a page multiplies them. x grows to the right and y
/// downwards, from 0.
public struct GraphLayout: Hashable, Sendable, Codable {
    /// By layer, from left to right in each.
    public let nodes: [Node]
    /// By the places of their nodes.
    public let edges: [Edge]
    public let layerCount: Int
    public let size: GraphSize
    /// How many times edges cross. Edges of one node that run side by side count as one.
    public let crossings: Int

    /// One step, or steps that are alike.
    public struct Node: Hashable, Sendable, Codable {
        /// The step's name, or what the names of its steps have in common.
        public let label: String
        /// The steps that it stands for, in the order that they were given in; one for a node of its own.
        public let steps: [String]
        /// Counted from the top.
        public let layer: Int
        /// Its place among the nodes of its layer, counted from the left.
        public let order: Int
        /// The left edge.
        public let x: Int
        /// The upper edge.
        public let y: Int
        /// The width is odd, so that a node has a middle.
        public let size: GraphSize

        public var isGroup: Bool { steps.count > 1 }
        /// Where edges come in and go out.
        public var middle: Int { x + size.width / 2 }
    }

    /// From a node to one that waits for it.
    public struct Edge: Hashable, Sendable, Codable {
        /// The place in ``GraphLayout/nodes`` of the node above.
        public let from: Int
        /// The place of the node below.
        public let to: Int
        /// Two for each gap between layers that it crosses: where it leaves the layer above, where it enters the one
        /// below. It goes straight through layers between.
        public let points: [Point]
    }

    public struct Point: Hashable, Sendable, Codable {
        public let x: Int
        public let y: Int
    }
}
