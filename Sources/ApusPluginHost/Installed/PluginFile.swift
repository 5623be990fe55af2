import ApusModel
import ApusWire
import FoundationEssentials
import SystemPackage

/// A `plugin.json`: what a folder with a plugin says before anything is started.
///
/// For an executable plugin `{"kind": "executable", "program": "webdav.py"}` is enough. For a library the file also
/// describes the plugin and binds its symbols, which `apus-foreign` reads.
struct PluginFile: Hashable, Sendable, Decodable {
    /// In a folder.
    static let name = "plugin.json"

    let kind: PluginKind
    /// Of an executable plugin: its program, relative to the folder.
    let program: String?
    /// Of a library: the shared library, relative to the folder, or a name that the loader finds.
    let library: String?
    /// Variables that the plugin gets beyond the usual ones.
    let environment: [String]?

    init(_ file: FilePath) throws(ApusError) {
        guard let data = FileManager.default.contents(atPath: file.string) else {
            throw ApusError(
                .invalidArgument, "'\(file.removingLastComponent())' is no plugin", reason: "it has no \(Self.name)",
                hint: "name the plugin's program, or a folder with a \(Self.name)")
        }
        do {
            self = try CanonicalJSON.decode(Self.self, from: data)
        } catch {
            throw ApusError(
                .invalidArgument, "'\(file)' cannot be read", reason: DecodingText.text(error),
                hint: "Documentation/plugins.md has the form")
        }
    }

    /// The file that decides what the plugin does, in `folder`.
    func subject(in folder: FilePath) throws(ApusError) -> FilePath {
        let (name, key) = kind == .library ? (library, "library") : (program, "program")
        guard kind != .bundled, let name, !name.isEmpty else {
            throw ApusError(
                .invalidArgument, "'\(folder.appending(Self.name))' names no \(key)",
                reason: "kind is '\(kind.rawValue)'",
                hint: "kind is executable with a program, or library with a library")
        }
        return folder.pushing(FilePath(name)).lexicallyNormalized()
    }
}
