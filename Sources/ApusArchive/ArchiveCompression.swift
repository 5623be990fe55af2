/// How an archive's bytes are kept.
public enum ArchiveCompression: Hashable, Sendable {
    case none
    /// With neither name nor time in its header, so that equal contents give equal bytes.
    /// - Parameter level: from 1, fastest, to 9, smallest.
    case gzip(level: Int = 6)
}
