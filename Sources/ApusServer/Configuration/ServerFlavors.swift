public import ApusCore
import ApusModel
public import SystemPackage

/// The flavors that a server knows. It has none of those that users registered on their machines.
public struct ServerFlavors: Sendable {
    /// What components can be registered of, and connectors and orchestrators that the server reaches things by.
    public let declared: FlavorRegistry
    /// The artifact stores that the server itself reads, for logs and previews of artifacts.
    public let artifactStores: FlavorRegistry
    /// The folder of Apus's data on the server's machine, where the artifact store `local` has its files.
    public let home: FilePath

    public init(declared: FlavorRegistry, artifactStores: FlavorRegistry, home: FilePath) {
        self.declared = declared
        self.artifactStores = artifactStores
        self.home = home
    }
}

extension ServerFlavors? {
    /// - Throws: ``/ApusModel/ApusError`` with `.rejected` for a server without flavors.
    func known() throws(ApusError) -> ServerFlavors {
        if let self { return self }
        throw ApusError(.rejected, "the server knows no flavors", hint: "apus flavor list")
    }
}
