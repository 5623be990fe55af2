import ApusModel
import FoundationEssentials
import SystemPackage

/// Finds programs as a shell does.
enum ProgramSearch {
    /// The program that `name` means: itself when it has a `/`, else the first executable of that name in the folders
    /// of `path`.
    static func find(_ name: String, path: String?) -> FilePath? {
        if name.contains("/") { return FilePath(name) }
        let folders = (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.map { FilePath(String($0)).appending(name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.string) && (try? $0.stat())?.type == .regular }
    }
}
