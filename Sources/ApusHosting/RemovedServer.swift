/// What became of a server's objects.
public struct RemovedServer: Hashable, Sendable, Codable {
    /// Such as `Deployment 'apus-server'`, in the order in which they went.
    public let removed: [String]
    /// Those that are still there, with the reason: `Namespace 'apus': it has objects of others`.
    public let kept: [String]

    public init(removed: [String], kept: [String]) {
        self.removed = removed
        self.kept = kept
    }
}
