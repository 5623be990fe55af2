public import ApusModel
public import SystemPackage

extension ApusError {
    /// The failure of a system call on a file.
    ///
    /// A full disk or quota is `.storageFull`, a missing file `.notFound`, missing permission `.forbidden`, a path that
    /// cannot be what it should `.invalidArgument`; anything else is `.unavailable`.
    /// - Parameters:
    ///   - action: what could not be done, with the path: `'/data/a' cannot be written`.
    ///   - path: what the hint names.
    public init(_ errno: Errno, _ action: String, path: FilePath) {
        let reason = "\(errno)"
        switch errno {
        case .noSpace, .diskQuotaExceeded:
            self.init(
                .storageFull, action, reason: reason,
                hint: "free space where '\(path)' is, as df -h \(path.removingLastComponent()) shows it", cause: errno)
        case .noSuchFileOrDirectory:
            self.init(.notFound, action, reason: reason, cause: errno)
        case .permissionDenied, .notPermitted, .readOnlyFileSystem:
            self.init(
                .forbidden, action, reason: reason,
                hint: "see who may, with ls -ld \(path) \(path.removingLastComponent())", cause: errno)
        case .notDirectory, .isDirectory, .fileNameTooLong, .tooManySymbolicLinkLevels, .invalidArgument, .fileTooLarge:
            self.init(.invalidArgument, action, reason: reason, cause: errno)
        default:
            self.init(.unavailable, action, reason: reason, cause: errno)
        }
    }
}
