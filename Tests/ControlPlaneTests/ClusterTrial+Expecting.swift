import ApusModel
import HollowCluster
import Testing

extension ClusterTrial {
    /// Drives the run and expects how it ends.
    /// - Parameter attempts: of each step that is named, how many there were.
    @discardableResult
    func expectEnd(
        _ status: RunStatus, attempts: [String: Int] = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Run {
        let ended = try await drive()
        try await expect(ended, status, attempts: attempts, sourceLocation: sourceLocation)
        return ended
    }

    /// Expects how the run ended.
    func expect(
        _ ended: Run, _ status: RunStatus, attempts: [String: Int] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let steps = try await steps()
        let made = steps.mapValues(\.attempts.count).filter { attempts[$0.key] != nil }
        let accepted = steps.values.filter { step in step.attempts.filter { $0.status == .succeeded }.count > 1 }
        let outlived = logged("attempts outlive the run")
        if ended.status == status, made == attempts, accepted.isEmpty, outlived.isEmpty { return }
        Issue.record(
            """
            the run is \(ended.status), its attempts are \(made), twice accepted are \(accepted), \(outlived):
            \(try await describe())
            """, sourceLocation: sourceLocation)
    }
}
