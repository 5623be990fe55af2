import FoundationEssentials
import Glibc
import SystemPackage

/// Starts a program as the first process of a process namespace, as a container runtime does.
enum Container {
    static let isPossible: Bool = geteuid() == 0 && access(unshare, X_OK) == 0
    private static let unshare = "/usr/bin/unshare"

    /// A program in `folder` that starts `program` so, with the same arguments.
    static func program(in folder: FilePath, starting program: FilePath) throws -> FilePath {
        let script = folder.appending("contained")
        let text = """
            #!/bin/sh
            exec \(unshare) --pid --fork --kill-child --mount-proc '\(program)' "$@"
            """
        try Data(text.utf8).write(to: URL(filePath: script.string))
        chmod(script.string, 0o755)
        return script
    }
}
