import ApusCore
import ApusModel
import FoundationEssentials
import Logging

/// The values of small JSON artifacts, so that a result can be read without fetching anything by hand.
enum ArtifactPreviews {
    private static let longest: Int64 = 200

    /// Values by digest. An artifact that cannot be read just has none here: the listing itself must not fail for it.
    static func load(_ steps: [StepRun], run: Run, _ session: Session) async -> [ContentDigest: String] {
        let small = steps.flatMap(\.outputs.values).filter { $0.kind == .json && $0.size <= longest }
        if small.isEmpty { return [:] }
        do {
            let store = try await RunArtifacts(run, session).store()
            var values: [ContentDigest: String] = [:]
            for artifact in small where values[artifact.digest] == nil {
                let text = String(decoding: try await store.data(at: artifact.key, limit: Int(longest)), as: UTF8.self)
                values[artifact.digest] = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            return values
        } catch {
            session.logger.notice("artifact values cannot be read", metadata: ["error": "\(error)"])
            return [:]
        }
    }
}
