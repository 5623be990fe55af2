public import ApusModel
import FoundationEssentials
public import SystemPackage

/// A plugin where its author left it: a program, or a folder with a `plugin.json`.
public struct PluginSource: Hashable, Sendable {
    let kind: PluginKind
    /// The program, or the library.
    let subject: FilePath
    /// The `plugin.json`, if there is one.
    let file: FilePath?
    let environment: [String]

    /// Looks at what is at `path`.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` or `.invalidArgument`, saying what is wrong with it.
    public init(_ path: FilePath) throws(ApusError) {
        let place = FilePath(FileManager.default.currentDirectoryPath).pushing(path).lexicallyNormalized()
        guard let stat = try? place.stat() else {  // whatever stat says: nothing usable is there
            throw ApusError(
                .notFound, "there is no plugin at '\(path)'",
                hint: "name a program, or a folder with a \(PluginFile.name)")
        }
        if stat.type == .directory {
            let file = place.appending(PluginFile.name)
            let content = try PluginFile(file)
            self.file = file
            kind = content.kind
            subject = try content.subject(in: place)
            environment = content.environment ?? []
        } else {
            file = nil
            kind = .executable
            subject = place
            environment = []
        }
        try check(path)
    }

    private func check(_ path: FilePath) throws(ApusError) {
        guard let stat = try? subject.stat(), stat.type == .regular else {
            throw ApusError(
                .notFound, "'\(subject)' is no file", reason: file.map { "'\($0)' names it" },
                hint: kind == .library ? "build the library first" : "build the program first")
        }
        if kind == .executable, !FileManager.default.isExecutableFile(atPath: subject.string) {
            throw ApusError(
                .invalidArgument, "'\(subject)' cannot be started", reason: "it is not executable",
                hint: "chmod +x \(subject)")
        }
    }
}
