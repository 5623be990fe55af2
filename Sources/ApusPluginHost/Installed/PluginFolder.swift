import ApusCore
public import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
public import SystemPackage

/// The plugins that a user registered, each in a folder of its own: `<APUS_HOME>/plugins/<name>/plugin.json`.
public struct PluginFolder: Hashable, Sendable {
    public let path: FilePath

    /// - Parameter path: need not be there.
    public init(path: FilePath) { self.path = path }

    /// The registered plugins in order of their names; for one whose record cannot be used, why. Starts nothing.
    public func all() -> [(name: String, plugin: Result<InstalledPlugin, ApusError>)] {
        // No folder means no plugins, and one that cannot be read has none that could be used.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { name in
            (name, Result { () throws(ApusError) in try read(name) })
        }
    }

    /// The plugin of that name, or `nil`.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` when its record cannot be used.
    public func plugin(_ name: String) throws(ApusError) -> InstalledPlugin? {
        FileManager.default.fileExists(atPath: record(of: name).string) ? try read(name) : nil
    }

    /// Keeps a plugin, in the place of one of the same name.
    func save(_ plugin: InstalledPlugin) throws(ApusError) {
        let record = record(of: plugin.manifest.name)
        let temporary = record.removingLastComponent().appending(".\(Identifier<InstalledPlugin>.make()).tmp")
        do {
            try FileManager.default.createDirectory(
                atPath: record.removingLastComponent().string, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let descriptor = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
            try descriptor.closeAfter { _ = try descriptor.writeAll(CanonicalJSON.encode(plugin)) }
            if rename(temporary.string, record.string) != 0 { throw Errno(rawValue: errno) }
        } catch let errno as Errno {
            throw ApusError(errno, "'\(record)' cannot be written", path: record)
        } catch {
            throw ApusError(.forbidden, "'\(record)' cannot be written", hint: "ls -ld \(path)", cause: error)
        }
    }

    /// Forgets a plugin; the plugin itself stays where it is.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`.
    public func remove(_ name: String) throws(ApusError) {
        let folder = path.appending(name)
        let names = all().map(\.name)
        guard names.contains(name) else {
            throw ApusError(
                .notFound, "there is no registered plugin '\(name)'",
                reason: names.isEmpty ? "none is registered" : "there are \(names.joined(separator: ", "))",
                hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" })
        }
        do {
            try FileManager.default.removeItem(atPath: folder.string)
        } catch {
            throw ApusError(.forbidden, "'\(folder)' cannot be removed", hint: "ls -ld \(path)", cause: error)
        }
    }

    private func record(of name: String) -> FilePath { path.appending(name).appending(PluginFile.name) }

    private func read(_ name: String) throws(ApusError) -> InstalledPlugin {
        let record = record(of: name)
        let hint = "register it again, or forget it: apus plugin delete \(name)"
        guard let data = FileManager.default.contents(atPath: record.string) else {
            throw ApusError(
                .corrupted, "plugin '\(name)' cannot be used", reason: "'\(record)' cannot be read", hint: hint)
        }
        do {
            let plugin = try CanonicalJSON.decode(InstalledPlugin.self, from: data)
            try plugin.description.check()
            if plugin.manifest.name != name {
                throw ApusError(.corrupted, "it is the record of plugin '\(plugin.manifest.name)'")
            }
            return plugin
        } catch {
            let reason = (error as? ApusError).map { $0.reason ?? $0.summary } ?? DecodingText.text(error)
            throw ApusError(.corrupted, "plugin '\(name)' cannot be used", reason: "'\(record)': \(reason)", hint: hint)
        }
    }
}
