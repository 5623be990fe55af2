import ApusCore
import ApusModel

/// A registry that only has credentials.
struct CredentialRegistry: ContainerRegistry {
    let address = "r.example:5000/team"

    func verify() async throws {}
    func resolve(_ image: String) async throws -> String { image }
    func publish(_ assembly: ImageAssembly) async throws -> String { assembly.repository }

    func pullCredentials() async throws -> [String: RegistryCredential] {
        ["r.example:5000": RegistryCredential(username: "u", password: SecretString("hunter2"))]
    }
}
