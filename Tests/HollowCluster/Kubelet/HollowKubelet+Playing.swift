import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient

extension HollowKubelet {
    /// Plays the pod until it is over or gone.
    func perform(_ play: PodPlay) async {
        let status = PodStatus(pod: play.pod, started: Date(), address: "127.0.0.1")
        do {
            let ending = try await play.untilDeleted { [self] in
                for obstacle in play.script.obstacles {
                    try await write(status.waiting(obstacle.reason, obstacle.message), of: play.pod)
                    guard let duration = obstacle.duration else { return try await PodScript.never() }
                    try await clock.sleep(for: duration)
                }
                if play.script.showsRunning { try await write(status.running(), of: play.pod) }
                return try await play.script.run(play.pod)
            }
            try await write(status.ended(ending, at: Date()), of: play.pod)
            if case .mainExit = ending { _ = try await play.untilDeleted { try await PodScript.never() } }
            if play.finish() { await remove(play.pod) }
        } catch let error as ApusError where error.code == .notFound {
            return  // The pod went meanwhile.
        } catch {
            if Task.isCancelled { return }
            guard play.isDeleted else { return note("pod \(play.name): \(error)") }
            // Whoever deleted it may have done so for good.
            try? await write(status.ended(.exit(Self.terminated), at: Date()), of: play.pod)
            await remove(play.pod)
        }
    }

    /// Lets a pod go that was deleted.
    func remove(_ pod: HollowPod) async {
        let options: JSONValue = ["gracePeriodSeconds": 0, "preconditions": ["uid": .string(pod.metadata.uid)]]
        // Somebody else may have been faster.
        try? await persistently { try await $0.send(.delete, pod.path, options) }
    }

    private func write(_ status: JSONValue, of pod: HollowPod) async throws {
        try await persistently { try await $0.merge("\(pod.path)/status", status) }
    }

    /// As a kubelet does, goes on trying while the API server is away.
    private func persistently(
        _ request: @escaping @Sendable (ClusterEndpoint) async throws -> JSONValue
    ) async throws {
        while true {
            do {
                _ = try await permits.with { [cluster] in try await request(cluster) }
                return
            } catch let error as ApusError where error.code == .unavailable {
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    /// The exit code of a program that SIGTERM ends.
    private static let terminated = 128 + 15
}
