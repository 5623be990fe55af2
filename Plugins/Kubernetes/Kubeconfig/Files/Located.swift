import ApusModel
import FoundationEssentials
import SystemPackage

/// An entry of a kubeconfig with the file that it comes from, to whose folder its paths are relative.
struct Located<Fields: Sendable>: Sendable {
    let fields: Fields
    let file: FilePath

    /// `path` as it can be opened.
    func resolved(_ path: String) -> FilePath {
        let path = FilePath(path)
        return path.isAbsolute ? path : file.removingLastComponent().pushing(path)
    }

    /// The text of the file at `path`.
    func contents(of path: String, as key: String) throws(ApusError) -> String {
        String(decoding: try bytes(of: path, as: key), as: UTF8.self)
    }

    /// The bytes of the file at `path`.
    func bytes(of path: String, as key: String) throws(ApusError) -> Data {
        let place = resolved(path)
        if let data = FileManager.default.contents(atPath: place.string) { return data }
        throw ApusError(
            .invalidConfiguration, "the file '\(place)' cannot be read", reason: "'\(key)' in '\(file)' names it",
            hint: "check it with: ls -l \(place)")
    }
}
