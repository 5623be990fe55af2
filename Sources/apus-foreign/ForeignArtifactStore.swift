import ApusCore
import ApusModel
import ApusPluginSDK
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage

/// An artifact store whose work is done by C functions.
struct ForeignArtifactStore: Sendable {
    let functions: [String: ForeignFunction]
    let options: [String: JSONValue]

    func answer(_ request: PluginRequest) async throws -> [String: JSONValue] {
        switch request.call {
        case .write:
            try await done("write", request, of: "'\(request.arguments.text("key"))' cannot be kept")
            return [:]
        case .read:
            try await done("read", request, of: "'\(request.arguments.text("key"))' cannot be read")
            return ["isWhole": true]
        case .delete:
            do {
                try await done("delete", request, of: "'\(request.arguments.text("key"))' cannot be removed")
            } catch let error as ApusError where error.code == .notFound {
                return [:]  // nothing there is fine
            }
            return [:]
        case .verify:
            if functions["verify"] != nil { try await done("verify", request, of: "the artifact store cannot be used") }
            return [:]
        case .size: return try await size(request)
        case .keys: return try await keys(request)
        default: throw request.unsupported
        }
    }

    private func size(_ request: PluginRequest) async throws -> [String: JSONValue] {
        let subject = "'\(try request.arguments.text("key"))' cannot be measured"
        switch try await call("size", request.arguments) {
        case .size(let size): return ["size": .integer(size)]
        case .failed(.noSuchFileOrDirectory), .failed(.notDirectory), .failed(.isDirectory): return ["size": .null]
        case .failed(let number): throw failure(number, subject)
        case .done: throw ApusError(.internalFailure, subject, reason: "its function gives no size")
        }
    }

    /// The library puts the keys into a file, a zero after each.
    private func keys(_ request: PluginRequest) async throws -> [String: JSONValue] {
        let file = FilePath(FileManager.default.temporaryDirectory.path).appending("apus-keys-\(UUID().uuidString)")
        let descriptor = try FileDescriptor.open(
            file, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        Glibc.close(descriptor.rawValue)
        defer { unlink(file.string) }
        var arguments = request.arguments
        arguments["file"] = .string(file.string)
        if case .failed(let number) = try await call("keys", arguments) {
            throw failure(number, "the artifact store cannot be listed")
        }
        let bytes = FileManager.default.contents(atPath: file.string) ?? Data()
        let after = arguments["after"]?.stringValue
        let keys = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .filter { key in after.map { $0.utf8.lexicographicallyPrecedes(key.utf8) } ?? true }
        let limit = 20_000
        return [
            "keys": .array(keys.prefix(limit).map { .string($0) }), "isComplete": .boolean(keys.count <= limit),
        ]
    }

    private func done(_ name: String, _ request: PluginRequest, of action: String) async throws {
        if case .failed(let number) = try await call(name, request.arguments) { throw failure(number, action) }
    }

    private func call(_ name: String, _ arguments: [String: JSONValue]) async throws -> ForeignFunction.Outcome {
        guard let function = functions[name] else { throw ApusError(.unsupported, "the library cannot '\(name)'") }
        let values = options.merging(arguments) { _, argument in argument }
        return try await blocking { try function.call(values) }
    }

    private func failure(_ number: Errno, _ action: String) -> ApusError {
        let place = options["path"]?.stringValue ?? "/"
        return ApusError(number, action, path: FilePath(place))
    }
}
