import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials

/// A library's `plugin.json`: what every plugin says about itself, and a binding for everything that its flavors are
/// asked.
struct ForeignManifest: Sendable, Decodable {
    struct Flavor: Sendable, Decodable {
        let type: ComponentType
        let name: String
        let options: [PluginOption]?
        let bindings: [String: ForeignBinding]
    }

    let flavors: [Flavor]

    /// - Throws: ``ApusError`` with `.invalidConfiguration`, saying where the text is wrong.
    static func read(_ text: String) throws(ApusError) -> (description: PluginDescription, manifest: ForeignManifest) {
        do {
            let data = Data(text.utf8)
            var members = try CanonicalJSON.decode([String: JSONValue].self, from: data)
            members["protocol"] = .integer(Int64(PluginProtocol.versions.upperBound))
            let description = try CanonicalJSON.decode(PluginDescription.self, from: CanonicalJSON.encode(members))
            let manifest = try CanonicalJSON.decode(ForeignManifest.self, from: data)
            for flavor in manifest.flavors { try flavor.check() }
            return (description, manifest)
        } catch let error as ApusError {
            throw error
        } catch {
            throw ApusError(
                .invalidConfiguration, "the library's plugin.json cannot be used", reason: DecodingText.text(error),
                hint: "Documentation/plugins.md has the form")
        }
    }
}

extension ForeignManifest.Flavor {
    /// What an artifact store is asked, with the values that its functions can be given beside the options.
    static let operations: [String: Set<String>] = [
        "write": ["key", "file", "length"], "read": ["key", "file"], "size": ["key"], "keys": ["prefix", "file"],
        "delete": ["key"], "verify": [],
    ]

    fileprivate func check() throws(ApusError) {
        guard type == .artifactStore else {
            throw refusal("libraries serve flavors of the type artifact_store, not \(type.rawValue)")
        }
        for name in Self.operations.keys.sorted() where name != "verify" && bindings[name] == nil {
            throw refusal("it has no binding for '\(name)'")
        }
        let names = Set((options ?? []).map(\.option.name))
        for (name, binding) in bindings.sorted(by: { $0.key < $1.key }) {
            guard let values = Self.operations[name] else {
                throw refusal(
                    "'\(name)' is nothing that can be bound: there are \(Self.operations.keys.sorted().joined(separator: ", "))"
                )
            }
            for value in binding.arguments.flatMap(\.value.options)
            where !values.contains(value) && !names.contains(value) {
                throw refusal(
                    "the binding of '\(name)' uses '{\(value)}', which is neither an option nor a value of it")
            }
        }
    }

    private func refusal(_ reason: String) -> ApusError {
        ApusError(
            .invalidConfiguration, "flavor '\(name)' of the library cannot be used", reason: reason,
            hint: "Documentation/plugins.md lists what can be bound")
    }
}
