import KubernetesClient
import Synchronization

/// Plays the pods of hollow nodes: writes the statuses that a real kubelet would, and nothing runs.
///
/// A pod costs the API server two changes of its status, or one without ``PodScript/showsRunning``. One watch serves a
/// node; nothing is polled.
public final class HollowKubelet: Sendable {
    let cluster: ClusterEndpoint
    public let nodes: [HollowNode]
    let clock: any Clock<Duration>
    let script: @Sendable (HollowPod) -> PodScript
    let permits: Permits
    /// What plays a pod, by the pod's identity.
    private let plays = Mutex<[String: PodPlay]>([:])
    private let trouble = Mutex<[String]>([])

    /// - Parameters:
    ///   - clock: what obstacles are waited for by.
    ///   - concurrency: the most requests at a time.
    ///   - script: what becomes of a pod; asked once for each.
    public init(
        _ cluster: ClusterEndpoint, nodes: [HollowNode], clock: any Clock<Duration> = ContinuousClock(),
        concurrency: Int = 32, script: @escaping @Sendable (HollowPod) -> PodScript
    ) {
        self.cluster = cluster
        self.nodes = nodes
        self.clock = clock
        self.script = script
        permits = Permits(concurrency)
    }

    /// Registers the nodes, calls `body` once pods can be scheduled there, and removes the nodes afterwards.
    /// - Throws: what `body` throws; ``/ApusModel/ApusError`` when the cluster does not take the nodes.
    public func run<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        do {
            for node in nodes { try await register(node) }
            let result = try await withThrowingTaskGroup(of: Void.self) { group in
                for node in nodes {
                    group.addTask { try await self.serve(node) }
                    group.addTask { try await self.renewLease(of: node) }
                }
                defer { group.cancelAll() }
                for node in nodes { try await waitUntilReady(node) }
                return try await body()
            }
            await removeNodes()
            return result
        } catch {
            await removeNodes()
            throw error
        }
    }

    /// Names of the pods that are being played.
    public var playing: [String] { plays.withLock { $0.values.map(\.name).sorted() } }

    /// What the cluster did not take, for people.
    public var failures: [String] { trouble.withLock { $0 } }

    func note(_ failure: String) { trouble.withLock { $0.append(failure) } }

    private func serve(_ node: HollowNode) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            let reflector = Reflector(
                cluster.client, .hollowPods,
                matching: ObjectSelector(fields: "spec.nodeName=\(node.name)", allNamespaces: true))
            for try await event in reflector.events() {
                switch event {
                case .added(let pod): begin(pod, in: &group)
                case .modified(let pod): notice(pod, in: &group)
                case .deleted(let pod): plays.withLock { $0.removeValue(forKey: pod.metadata.uid) }?.end()
                case .synced: continue
                }
            }
        }
    }

    private func begin(_ pod: HollowPod, in group: inout ThrowingDiscardingTaskGroup<any Error>) {
        guard !pod.phase.isFinal else { return notice(pod, in: &group) }
        let play = PodPlay(pod, script(pod))
        plays.withLock { $0[pod.metadata.uid] = play }
        group.addTask { await self.perform(play) }
        notice(pod, in: &group)
    }

    /// A pod that somebody deleted goes once its program has ended.
    private func notice(_ pod: HollowPod, in group: inout ThrowingDiscardingTaskGroup<any Error>) {
        guard pod.metadata.deletedAt != nil else { return }
        let play = plays.withLock { $0[pod.metadata.uid] }
        if play?.script.obeysDeletion == false { return }
        if play?.end() != true { group.addTask { await self.remove(pod) } }
    }
}
