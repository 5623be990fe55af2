import ApusArchive

/// Entries for the folders of a layer.
enum ImageFolder {
    static func entries(_ paths: String...) -> [ArchiveEntry] { paths.map { ArchiveEntry($0, .folder) } }
}
