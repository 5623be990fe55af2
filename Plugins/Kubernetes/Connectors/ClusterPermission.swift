import KubernetesClient

/// Something that running pipelines needs, and whether a cluster lets a client do it in its namespace.
struct ClusterPermission: Sendable {
    let words: String
    let isAllowed: Bool

    /// All that there are, asked at once.
    static func all(asking client: KubernetesClient) async throws -> [ClusterPermission] {
        try await withThrowingTaskGroup(of: (Int, ClusterPermission).self) { group in
            for (index, need) in needs.enumerated() {
                group.addTask {
                    let review = try await client.selfSubjectAccessReview(
                        need.verb, group: need.group, resource: need.resource, subresource: need.subresource,
                        namespace: client.access.namespace)
                    return (index, ClusterPermission(words: need.words, isAllowed: review.isAllowed))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private struct Need: Sendable {
        let words: String
        let verb: String
        var group = ""
        let resource: String
        var subresource: String?
    }

    private static let needs = [
        Need(words: "create Jobs", verb: "create", group: "batch", resource: "jobs"),
        Need(words: "watch Jobs", verb: "watch", group: "batch", resource: "jobs"),
        Need(words: "delete Jobs", verb: "delete", group: "batch", resource: "jobs"),
        Need(words: "watch Pods", verb: "watch", resource: "pods"),
        Need(words: "read logs", verb: "get", resource: "pods", subresource: "log"),
        Need(words: "create Secrets", verb: "create", resource: "secrets"),
        Need(words: "create CronJobs", verb: "create", group: "batch", resource: "cronjobs"),
        Need(words: "create ServiceAccounts", verb: "create", resource: "serviceaccounts"),
    ]
}
