public import ApusModel

/// What a transaction changes. Two transactions of the same scope come one after the other.
public enum SQLScope: Hashable, Sendable {
    /// Stacks and what they are made of, connectors, secrets, schedules, accounts, and which runs there are.
    case catalog
    /// One run.
    case run(Identifier<Run>)
}
