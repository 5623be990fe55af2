import FoundationEssentials
public import SystemPackage

/// Where a test's own program is, and what was built with it.
public enum BuildFolder {
    /// The folder of programs and modules, whatever configuration that is.
    public static let path: FilePath = {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")  // Linux always has it
        return FilePath(own ?? "/").removingLastComponent()
    }()
}
