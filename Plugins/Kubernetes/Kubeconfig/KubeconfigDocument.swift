import ApusCore
public import ApusModel
import FoundationEssentials
import Glibc
public import SystemPackage

/// A user's kubeconfig file that is changed: entries are set, and everything else in it stays.
public struct KubeconfigDocument: Sendable {
    public let path: FilePath
    private var members: [String: JSONValue]

    /// Changes the file at `path`, which need not exist, all or nothing. Meanwhile kubectl does not change it: a file
    /// with the ending `.lock` beside it says so.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` when the file is no kubeconfig, `.conflict` when
    ///   someone else is changing it; what `body` throws.
    public static func change(
        _ path: FilePath, _ body: (inout KubeconfigDocument) throws(ApusError) -> Void
    ) throws(ApusError) {
        let lock = FilePath(path.string + ".lock")
        try hold(lock, for: path)
        defer { unlink(lock.string) }
        var document = try KubeconfigDocument(at: path)
        try body(&document)
        let text: String
        do {
            text = try YAMLText.write(.object(document.members))
        } catch {
            throw ApusError(.internalFailure, "the kubeconfig '\(path)' cannot be written", cause: error)
        }
        try FileReplacement.write(Data(text.utf8), to: path)
    }

    /// Sets the entry of that name in a list, in the place of another of that name.
    /// - Parameters:
    ///   - list: `clusters`, `contexts` or `users`.
    ///   - kind: what the entry's content is under: `cluster`, `context` or `user`.
    public mutating func set(_ name: String, in list: String, as kind: String, to content: [String: JSONValue]) {
        let entry: JSONValue = .object(["name": .string(name), kind: .object(content)])
        var entries = members[list]?.arrayValue ?? []
        if let index = entries.firstIndex(where: { $0["name"] == .string(name) }) {
            entries[index] = entry
        } else {
            entries.append(entry)
        }
        members[list] = .array(entries)
    }

    /// Whether a list has an entry of that name.
    public func has(_ name: String, in list: String) -> Bool {
        (members[list]?.arrayValue ?? []).contains { $0["name"] == .string(name) }
    }

    /// The context that is meant where none is named.
    public var currentContext: String? {
        get { members["current-context"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }
        set { members["current-context"] = newValue.map { .string($0) } }
    }

    /// Reads the file, if it is there.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` when it is no kubeconfig, `.forbidden` when it
    ///   cannot be read.
    public init(at path: FilePath) throws(ApusError) {
        self.path = path
        members = ["apiVersion": "v1", "kind": "Config"]
        guard FileManager.default.fileExists(atPath: path.string) else { return }
        let data = try KubeconfigFile.contents(of: path)
        _ = try KubeconfigFile(data, of: path)
        do {
            let json = try YAMLText.json(String(decoding: data, as: UTF8.self))
            members.merge(json.objectValue ?? [:]) { $1 }
        } catch {
            throw ApusError(.internalFailure, "the kubeconfig '\(path)' cannot be read again", cause: error)
        }
    }

    private static func hold(_ lock: FilePath, for path: FilePath) throws(ApusError) {
        do {
            try FileManager.default.createDirectory(
                atPath: lock.removingLastComponent().string, withIntermediateDirectories: true)
            try FileDescriptor.open(lock, .readOnly, options: [.create, .exclusiveCreate], permissions: .ownerRead)
                .close()
        } catch Errno.fileExists {
            throw ApusError(
                .conflict, "the kubeconfig '\(path)' is being changed by another program",
                reason: "'\(lock)' is there", hint: "try again; if no program is at it: rm \(lock)")
        } catch {
            throw ApusError(
                .forbidden, "the kubeconfig '\(path)' cannot be changed",
                hint: "check it with: ls -ld \(lock.removingLastComponent())", cause: error)
        }
    }
}
