import FoundationEssentials
import SystemPackage

/// The programs that come with `apus`.
enum Programs {
    /// The folder that holds this program and the others.
    static let folder: FilePath = {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")  // Linux always has it
        return FilePath(link ?? "/usr/bin/apus").removingLastComponent()
    }()
}
