import ApusCore
import ApusModel
import ApusPluginSDK
import ApusWire
import Synchronization

/// Serves a C shared library.
final class ForeignService: PluginService {
    private struct Loaded: Sendable {
        let description: PluginDescription
        /// Of each flavor, by what is asked.
        let functions: [String: [String: ForeignFunction]]
    }

    private let library: String
    private let manifest: String
    private let loaded = Mutex<Loaded?>(nil)
    private let stores = Mutex<[String: ForeignArtifactStore]>([:])

    /// - Parameters:
    ///   - library: its path.
    ///   - manifest: the text of its `plugin.json`.
    init(library: String, manifest: String) {
        self.library = library
        self.manifest = manifest
    }

    /// Loads the library and looks up every function that is bound.
    func introduction() async throws -> PluginDescription {
        let (description, manifest) = try ForeignManifest.read(manifest)
        let library = try ForeignLibrary(library)
        var functions: [String: [String: ForeignFunction]] = [:]
        for flavor in manifest.flavors {
            functions[flavor.name] = try flavor.bindings.mapValues { try library.function($0) }
        }
        let loaded = Loaded(description: description, functions: functions)
        self.loaded.withLock { $0 = loaded }
        return description
    }

    func answer(_ request: PluginRequest) async throws -> [String: JSONValue] {
        guard let id = request.component else {
            throw ApusError(.unsupported, "'\(request.call)' is about a component, and names none")
        }
        if request.call == .open {
            let flavor = try request.arguments.text("flavor")
            guard let functions = loaded.withLock({ $0?.functions[flavor] }) else {
                throw ApusError(.notFound, "the library has no flavor '\(flavor)'")
            }
            let options = request.arguments["options"]?.objectValue ?? [:]
            stores.withLock { $0[id] = ForeignArtifactStore(functions: functions, options: options) }
            return [:]
        }
        guard let store = stores.withLock({ $0[id] }) else {
            throw ApusError(.notFound, "the component that '\(request.call)' is about was not opened")
        }
        return try await store.answer(request)
    }
}
