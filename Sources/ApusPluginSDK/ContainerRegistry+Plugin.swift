import ApusCore
import ApusModel
import ApusWire
import SystemPackage

extension ContainerRegistry {
    func answer(_ request: PluginRequest) async throws -> [String: JSONValue] {
        let arguments = request.arguments
        switch request.call {
        case .resolve: return ["image": .string(try await resolve(arguments.text("image")))]
        case .publish:
            let assembly = ImageAssembly(
                repository: try arguments.text("repository"), base: arguments["base"]?.stringValue,
                layers: try (arguments["layers"]?.arrayValue ?? []).map { try ImageLayer($0.objectValue ?? [:]) },
                entrypoint: arguments["entrypoint"]?.arrayValue?.compactMap(\.stringValue),
                environment: (arguments["environment"]?.objectValue ?? [:]).compactMapValues(\.stringValue),
                workingDirectory: arguments["folder"]?.stringValue)
            return ["image": .string(try await publish(assembly))]
        case .pullCredentials:
            // In clear: the channel is private to the two processes.
            let credentials = try await pullCredentials().mapValues { credential -> JSONValue in
                ["username": .string(credential.username), "password": .string(credential.password.revealed())]
            }
            return ["credentials": .object(credentials)]
        default: throw request.unsupported
        }
    }
}

extension ImageLayer {
    fileprivate init(_ arguments: [String: JSONValue]) throws(ApusError) {
        guard let digest = ContentDigest(try arguments.text("digest")),
            let uncompressed = ContentDigest(try arguments.text("uncompressedDigest"))
        else { throw ApusError(.invalidArgument, "a layer's digest is no SHA-256") }
        self.init(
            file: FilePath(try arguments.text("file")), digest: digest, size: try arguments.integer("size"),
            uncompressedDigest: uncompressed)
    }
}
