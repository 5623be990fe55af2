import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials

/// Something that is made in a plugin's process before it is used, and again in each new one: a component, a connector.
struct PluginPart: Sendable {
    /// What it is made of.
    struct Opening: Sendable {
        let arguments: [String: JSONValue]
        /// When that ends, if it is known; then it is made again.
        let expiresAt: Date?
    }

    /// How host and plugin call it.
    let id = Identifier<PluginPart>.make().rawValue
    let program: PluginProgram
    /// What must not appear in the plugin's log.
    let secrets: [SecretString]
    let opening: @Sendable () async throws -> Opening
    /// Gets what the part says by itself.
    let hear: @Sendable ([String: JSONValue]) -> Void

    init(
        in program: PluginProgram, secrets: [SecretString],
        hear: @escaping @Sendable ([String: JSONValue]) -> Void = { _ in },
        opening: @escaping @Sendable () async throws -> Opening
    ) {
        self.program = program
        self.secrets = secrets
        self.hear = hear
        self.opening = opening
    }

    func ask(
        _ call: PluginCall, _ arguments: [String: JSONValue] = [:], within limit: Duration = .seconds(60)
    ) async throws -> [String: JSONValue] {
        try await program.ask(call, of: self, arguments, within: limit)
    }

    /// Makes it in `process`, unless it is there already.
    func open(in process: PluginProcess) async throws {
        try await process.opened.open(id) { [self] in
            process.cover(secrets)
            process.opened.listen(to: id, hear)
            let opening = try await opening()
            _ = try await process.ask(.open, of: id, opening.arguments, within: .seconds(30))
            return opening.expiresAt
        }
    }

    /// What a plugin answered under a name, as that kind of value.
    func answered<Value>(
        _ name: String, _ answer: [String: JSONValue], _ read: (JSONValue) -> Value?
    ) throws(ApusError) -> Value {
        if let value = read(answer[name] ?? .null) { return value }
        throw ApusError(
            .corrupted, "plugin '\(program.launch.name)' answered something else than it was asked",
            reason: "its answer has no usable '\(name)'", hint: "apus plugin describe \(program.launch.name)")
    }
}
