import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// Takes what a step made to where it is kept.
enum FileMove {
    /// Moves `source` when it lies in the step's temporary folder, else copies it.
    static func move(_ source: FilePath, to place: FilePath) async throws {
        let isOwn = StepContext.current.owns(source)
        try await blocking {
            if isOwn, rename(source.string, place.string) == 0 { return }
            do {
                try FileManager.default.copyItem(atPath: source.string, toPath: place.string)
            } catch {
                throw ApusError(.notFound, "'\(source)' cannot be kept as an output", cause: error)
            }
        }
    }
}
