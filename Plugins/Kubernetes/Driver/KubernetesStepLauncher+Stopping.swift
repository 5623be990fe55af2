import ApusModel
import KubernetesClient
import KubernetesManifests

extension KubernetesStepLauncher {
    /// - Returns: whether there was such a Job.
    func deleteJob(of attempt: Attempt.Key) async throws -> Bool {
        try await client.delete(.jobs, name(of: attempt), in: namespace)
    }

    /// Deletes the Job of an attempt whose creation was not answered, and leaves alone what others have under its name.
    /// - Returns: whether there was such a Job.
    func deleteUnanswered(_ attempt: Attempt.Key) async throws -> Bool {
        if try await deleteOwnJob(of: attempt) { return true }
        // The server may be about to do what it was asked.
        try await clock.sleep(for: .seconds(1))
        return try await deleteOwnJob(of: attempt)
    }

    private func deleteOwnJob(of attempt: Attempt.Key) async throws -> Bool {
        do {
            let job: Job = try await client.get(.jobs, name(of: attempt), in: namespace)
            guard ObjectLabel.attemptKey(in: job.metadata.labels) == attempt else { return false }
            return try await client.delete(.jobs, job.metadata.name, in: namespace, uid: job.metadata.uid)
        } catch let error as ApusError where error.code == .notFound {
            return false
        }
    }
}
