import FoundationEssentials
import SystemPackage

/// Where this build's programs and modules are.
enum BuildFolder {
    static let path: FilePath = {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")  // Linux always has it
        return FilePath(own ?? "/").removingLastComponent()
    }()
    static let repository = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
}
