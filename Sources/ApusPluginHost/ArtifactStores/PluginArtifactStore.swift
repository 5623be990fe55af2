import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import SystemPackage

/// An artifact store that a plugin serves.
///
/// Bytes go through files: a plugin is asked to keep a content when all of it is there, so that neither an error of the
/// content nor the end of the plugin can leave a part, and the request can be repeated.
struct PluginArtifactStore: ArtifactStore {
    /// Contents may be large and their servers slow.
    private static let transferLimit: Duration = .seconds(3600)

    let component: PluginComponent

    var location: String { component.address }

    func verify() async throws { _ = try await component.ask(.verify) }

    func write(_ content: ByteStream, length: Int64?, to key: String) async throws {
        try checkKey(key)
        let file = try await blocking { try TransferFile() }
        let count = try await file.fill(from: content, length: length, of: key)
        _ = try await component.ask(
            .write, ["key": .string(key), "file": .string(file.path.string), "length": .integer(count)],
            within: Self.transferLimit)
    }

    func read<Result: Sendable>(
        _ key: String, range: Range<Int64>?, _ body: @Sendable (ByteStream) async throws -> Result
    ) async throws -> Result {
        try checkKey(key)
        let file = try await blocking { try TransferFile() }
        var arguments: [String: JSONValue] = ["key": .string(key), "file": .string(file.path.string)]
        if let range {
            arguments["offset"] = .integer(range.lowerBound)
            arguments["count"] = .integer(range.upperBound - range.lowerBound)
        }
        let answer = try await component.ask(.read, arguments, within: Self.transferLimit)
        let isWhole = answer["isWhole"]?.booleanValue ?? (range == nil)
        let wanted = isWhole ? range : range.map { 0..<($0.upperBound - $0.lowerBound) }
        return try await body(try await file.content(wanted))
    }

    func size(of key: String) async throws -> Int64? {
        try checkKey(key)
        let answer = try await component.ask(.size, ["key": .string(key)])
        return try component.part.answered("size", answer) { value -> Int64?? in
            value == .null ? .some(nil) : value.integerValue.flatMap { $0 < 0 ? nil : .some($0) }
        }
    }

    func keys(withPrefix prefix: String) async throws -> [String] {
        var found: Set<String> = []
        var after: String?
        var arguments: [String: JSONValue] = ["prefix": .string(prefix)]
        while true {
            let answer = try await component.ask(.keys, arguments, within: .seconds(600))
            let part = try component.part.answered("keys", answer) { value in
                value.arrayValue.flatMap { list in
                    let texts = list.compactMap(\.stringValue)
                    return texts.count == list.count ? texts : nil
                }
            }
            found.formUnion(part.filter { $0.hasPrefix(prefix) })
            let isComplete = answer["isComplete"]?.booleanValue ?? true
            // A part that brings nothing new would come for ever.
            guard !isComplete, let last = part.max(by: Self.isBefore), last != after else { break }
            after = last
            arguments["after"] = .string(last)
        }
        return found.sorted(by: Self.isBefore)
    }

    func delete(_ key: String) async throws {
        try checkKey(key)
        _ = try await component.ask(.delete, ["key": .string(key)])
    }

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
