public import SystemPackage

/// One file, folder or symbolic link in an archive. Owner and times are never kept.
public struct ArchiveEntry: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        /// What the file at that place on this machine holds.
        case file(FilePath)
        case folder
        /// A symbolic link to that text.
        case link(String)
    }

    /// Relative, of plain segments: `app/train.py`.
    public let path: String
    public let content: Content
    /// Whether a file may be executed. Files are 0644 or 0755, folders 0755.
    public let isExecutable: Bool

    public init(_ path: String, _ content: Content, isExecutable: Bool = false) {
        self.path = path
        self.content = content
        self.isExecutable = isExecutable
    }

    var permissions: UInt32 {
        switch content {
        case .file: isExecutable ? 0o755 : 0o644
        case .folder: 0o755
        case .link: 0o777
        }
    }
}
