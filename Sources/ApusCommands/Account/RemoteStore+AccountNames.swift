import ApusClient
import ApusModel

extension RemoteStore {
    /// The account of that name.
    /// - Throws: ``ApusError`` with `.notFound`, naming the closest spelling.
    func existingAccount(_ name: String) async throws -> Account {
        if let account = try await account(named: name) { return account }
        let names = try await accounts().map(\.name)
        throw ApusError(
            .notFound, "there is no account '\(name)'",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" } ?? "apus account list")
    }
}
