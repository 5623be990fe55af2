import ApusCore
import ApusModel
import FoundationEssentials
import SystemPackage

/// Where an attempt's inputs and outputs lie while it runs. Removed afterwards.
struct StepFolders: Sendable {
    let root: FilePath

    /// Makes new folders in `parent`, which is made too when it is missing.
    init(in parent: FilePath, for attempt: Attempt.Key) async throws {
        root = parent.appending(
            "apus-\(attempt.run.short)-\(attempt.step)-\(attempt.number)-\(UUID().uuidString.prefix(8))")
        try await blocking { [self] in
            for folder in [inputs, outputs, archives] {
                do {
                    try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
                } catch {
                    throw ApusError(
                        .unavailable, "the folder '\(folder)' cannot be made", hint: "set TMPDIR to a folder with room",
                        cause: error)
                }
            }
            do {
                try metrics.make()
            } catch {
                throw ApusError(.unavailable, "the file '\(metrics.path)' cannot be made", cause: error)
            }
        }
    }

    var inputs: FilePath { root.appending("inputs") }
    var outputs: FilePath { root.appending("outputs") }
    /// Holds the archives of folders on their way.
    var archives: FilePath { root.appending("archives") }

    /// Gets what the command measures.
    var metrics: MetricsFile { MetricsFile(path: root.appending("metrics.jsonl")) }

    /// Removes everything. What cannot be removed stays: it is in a folder for temporary files.
    func remove() async {
        _ = try? await blocking { [root] in try FileManager.default.removeItem(atPath: root.string) }
    }
}
