import FoundationEssentials
import Waiting

/// Returns once the process has ended. One that nobody has collected yet has ended too.
func waitForEnd(of process: Int32) async throws {
    try await eventually("process \(process) to end") {
        guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return true }
        let state = String(decoding: stat, as: UTF8.self).split(separator: ")").last?.split(separator: " ").first
        return state == "Z" || state == "X"
    }
}
