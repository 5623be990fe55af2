import FoundationEssentials
public import KubernetesClient

extension Sequence<Event> {
    /// The one that was seen last, or `nil`.
    public var newest: Event? { self.max { ($0.lastSeenAt ?? .distantPast) < ($1.lastSeenAt ?? .distantPast) } }
}
