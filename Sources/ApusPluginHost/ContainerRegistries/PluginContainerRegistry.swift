import ApusCore
import ApusModel
import ApusWire
import SystemPackage

/// A container registry that a plugin serves. Layers are files of this machine, which the plugin reads.
struct PluginContainerRegistry: ContainerRegistry {
    let component: PluginComponent

    var address: String { component.address }

    func verify() async throws { _ = try await component.ask(.verify) }

    func resolve(_ image: String) async throws -> String {
        let answer = try await component.ask(.resolve, ["image": .string(image)])
        return try component.part.answered("image", answer) { $0.stringValue }
    }

    func publish(_ assembly: ImageAssembly) async throws -> String {
        let arguments: [String: JSONValue] = [
            "repository": .string(assembly.repository), "base": assembly.base.map { .string($0) } ?? .null,
            "layers": .array(assembly.layers.map(\.json)),
            "entrypoint": assembly.entrypoint.map { .array($0.map { .string($0) }) } ?? .null,
            "environment": .object(assembly.environment.mapValues { .string($0) }),
            "folder": assembly.workingDirectory.map { .string($0) } ?? .null,
        ]
        let answer = try await component.ask(.publish, arguments, within: .seconds(3600))
        return try component.part.answered("image", answer) { $0.stringValue }
    }

    func pullCredentials() async throws -> [String: RegistryCredential] {
        let answer = try await component.ask(.pullCredentials)
        return try component.part.answered("credentials", answer) { $0.objectValue }.compactMapValues { value in
            guard let username = value["username"]?.stringValue, let password = value["password"]?.stringValue else {
                return nil
            }
            return RegistryCredential(username: username, password: SecretString(password))
        }
    }
}

extension ImageLayer {
    fileprivate var json: JSONValue {
        [
            "file": .string(file.string), "digest": .string(digest.description), "size": .integer(size),
            "uncompressedDigest": .string(uncompressedDigest.description),
        ]
    }
}
