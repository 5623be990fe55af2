import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage

extension ArtifactStore {
    /// Keys of one answer; more come in the next.
    private static var keysAtOnce: Int { 20_000 }

    func answer(_ request: PluginRequest) async throws -> [String: JSONValue] {
        let arguments = request.arguments
        switch request.call {
        case .write:
            let file = try HandedFile(FilePath(arguments.text("file")), writing: false)
            try await write(ByteStream(file), length: arguments.integer("length"), to: arguments.text("key"))
            return [:]
        case .read:
            let range = try arguments["offset"]?.integerValue.map { $0..<$0 + (try arguments.integer("count")) }
            let file = try HandedFile(FilePath(arguments.text("file")), writing: true)
            try await read(arguments.text("key"), range: range) { content in
                for try await piece in content { try await blocking { try file.append(piece) } }
            }
            return [:]
        case .size: return ["size": try await size(of: arguments.text("key")).map { .integer($0) } ?? .null]
        case .delete:
            try await delete(arguments.text("key"))
            return [:]
        case .keys:
            var keys = try await keys(withPrefix: arguments.text("prefix"))
            if let after = arguments["after"]?.stringValue {
                keys.removeFirst(keys.firstIndex { after.utf8.lexicographicallyPrecedes($0.utf8) } ?? keys.count)
            }
            return [
                "keys": .array(keys.prefix(Self.keysAtOnce).map { .string($0) }),
                "isComplete": .boolean(keys.count <= Self.keysAtOnce),
            ]
        default: throw request.unsupported
        }
    }
}
