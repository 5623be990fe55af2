import ApusModel

/// What taking a ``StackDocument`` in comes to. Nothing is done yet.
public struct ImportPlan: Sendable {
    /// What becomes of one thing.
    public struct Entry: Hashable, Sendable, Encodable {
        public enum Action: String, Hashable, Sendable, Encodable {
            case create, change, keep
        }

        public let action: Action
        /// `orchestrator 'k8s'`, `stack 'prod'`.
        public let subject: String
        /// For a change: a line for each member that changes.
        public let changes: [String]
    }

    enum Work: Sendable {
        case create(Component)
        case replace(Component, by: Component)
        case keep(Component)
    }

    /// In the order in which they are done: components, then the stack.
    public let entries: [Entry]
    let components: [Work]
    /// Without its components' identities, which are known once the components are stored.
    let stack: Stack
    let replacedStack: Stack?
}
