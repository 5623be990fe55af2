public import Glibc
public import SystemPackage

/// What the system says of a file or folder. Equal for one that has not changed meanwhile, as far as its times tell.
public struct FileStatus: Equatable, Sendable {
    /// In bytes.
    public let size: Int64
    /// Type and permissions, see inode(7).
    public let mode: mode_t
    /// The group that it belongs to.
    public let group: gid_t
    /// Whether it is a file that belongs to this process's user and has one name.
    public let isOwn: Bool
    private let device: UInt64
    private let number: UInt64
    private let times: [Int]

    /// Which file it is and when its bytes changed last, as text without `/` and `.`. Stays when the file gets another
    /// name or other permissions.
    public var mark: String { "\(device)-\(number)-\(size)-\(times[0])-\(times[1])" }

    /// A symbolic link is not followed. `nil` when nothing is there.
    public init?(_ path: FilePath) {
        var status = stat()
        guard lstat(path.string, &status) == 0 else { return nil }
        self.init(status)
    }

    /// `nil` when it is not open.
    public init?(_ descriptor: FileDescriptor) {
        var status = stat()
        guard fstat(descriptor.rawValue, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        size = Int64(status.st_size)
        mode = status.st_mode
        group = status.st_gid
        isOwn = status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1 && status.st_uid == geteuid()
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        times = [
            status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
        ]
    }
}
