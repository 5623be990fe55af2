import ApusCore
import FoundationEssentials
import Glibc
import SystemPackage

/// Returns once there is a file at `path`; looks for it on a thread of its own.
func waitForFile(_ path: FilePath) async throws {
    try await blocking {
        while !FileManager.default.fileExists(atPath: path.string) { usleep(5000) }
    }
}
