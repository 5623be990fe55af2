import FoundationEssentials
import Glibc
public import SystemPackage

/// A small file system in memory, which is full soon. Making one needs the right to mount.
public enum FullDisk {
    /// Whether this process has that right.
    public static let isPossible: Bool = {
        let folder = FilePath(FileManager.default.temporaryDirectory.path).appending("apus-mount-\(UUID().uuidString)")
        mkdir(folder.string, 0o700)
        defer { rmdir(folder.string) }
        guard mount("tmpfs", folder.string, "tmpfs", 0, "size=64k") == 0 else { return false }
        umount(folder.string)
        return true
    }()

    /// Calls `body` with the folder where the file system is mounted, and removes it afterwards.
    /// - Throws: `Errno` when it cannot be mounted.
    public static func with(kilobytes: Int, _ body: (FilePath) async throws -> Void) async throws {
        try await withScratchFolder { scratch in
            guard mount("tmpfs", scratch.string, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
                throw Errno(rawValue: errno)
            }
            defer { umount2(scratch.string, Int32(MNT_DETACH)) }
            try await body(scratch)
        }
    }

    /// Makes room where ``with(kilobytes:_:)`` mounted.
    /// - Throws: `Errno`.
    public static func grow(_ folder: FilePath, toKilobytes kilobytes: Int) throws {
        let isGrown = mount(nil, folder.string, nil, UInt(MS_REMOUNT), "size=\(kilobytes)k") == 0
        if !isGrown { throw Errno(rawValue: errno) }
    }
}
