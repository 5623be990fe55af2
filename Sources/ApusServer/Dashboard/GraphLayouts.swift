import ApusCore
import ApusGraph
import ApusModel
import Synchronization

/// The layouts of runs that were looked at lately. The plan of a run never changes, so neither does its layout.
final class GraphLayouts: Sendable {
    private let store: any MetadataStore
    private let known = Mutex<[Identifier<Run>: GraphLayout]>([:])

    init(store: any MetadataStore) { self.store = store }

    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`.
    func layout(of run: Identifier<Run>) async throws -> GraphLayout {
        guard try await store.run(run) != nil else { throw ApusError(.notFound, "there is no run '\(run)'") }
        if let layout = known.withLock({ $0[run] }) { return layout }
        let steps = GraphStep.steps(of: try await store.plan(of: run))
        let layout = try await blocking { try GraphLayout(steps) }
        known.withLock { known in
            if known.count >= Self.capacity { known.removeAll() }
            known[run] = layout
        }
        return layout
    }

    private static let capacity = 64
}
