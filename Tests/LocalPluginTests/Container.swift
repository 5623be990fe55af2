import ApusTestKit
import FoundationEssentials
import Glibc
import SystemPackage

/// Starts programs as a container runtime does.
enum Container {
    static let isPossible: Bool = geteuid() == 0 && access(unshare, X_OK) == 0
    private static let unshare = "/usr/bin/unshare"

    /// A program in `folder` that starts `program` as the first process of a process namespace, with the same arguments.
    static func program(in folder: FilePath, starting program: FilePath) throws -> FilePath {
        try write(
            """
            #!/bin/sh
            exec \(unshare) --pid --fork --kill-child --mount-proc '\(program)' "$@"
            """, in: folder)
    }

    /// A program in `folder` that starts `program` as a user who has no name, with a root that can only be read; that
    /// user may write in `folder`.
    static func restrictedProgram(in folder: FilePath, starting program: FilePath) throws -> FilePath {
        try write(
            """
            #!/bin/sh
            mkdir -p '\(folder)/tmp' && chown -R 12345 '\(folder)' || exit
            export TMPDIR='\(folder)/tmp'
            exec \(unshare) --mount sh -c '
                mount --bind "$0" "$0" && mount -o remount,bind,ro / || exit
                exec setpriv --reuid=12345 --regid=0 --clear-groups "$@"' '\(folder)' '\(program)' "$@"
            """, in: folder)
    }

    private static func write(_ text: String, in folder: FilePath) throws -> FilePath {
        let script = folder.appending("contained")
        try writeProgram(text, to: script)
        return script
    }
}
