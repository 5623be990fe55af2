import ApusModel
import Crypto
import FoundationEssentials
import SystemPackage

/// The API keys that a server accepts. It knows their hashes only: a key has 256 random bits, so a plain SHA-256 tells
/// nothing about it.
struct APIKeys: Sendable {
    /// What is kept of a key.
    struct Entry: Hashable, Sendable, Codable {
        let name: String
        /// SHA-256 of the whole key, in hexadecimal.
        let sha256: String
        let createdAt: Date
    }

    let entries: [Entry]

    init(_ entries: [Entry]) { self.entries = entries }

    /// - Parameter file: where `json` comes from.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted`.
    init(json: String, of file: FilePath) throws(ApusError) {
        do {
            entries = try CanonicalJSON.decode([Entry].self, from: Data(json.utf8))
        } catch {
            throw ApusError(
                .corrupted, "the file \(file) cannot be read", hint: "remove it to have a new API key made",
                cause: error)
        }
    }

    func json() throws -> String { try CanonicalJSON.prettyText(entries) }

    /// What every key begins with, which tells it from a run token.
    static let prefix = "apus_"

    /// A new key, and what to keep of it.
    static func make(named name: String, at: Date) -> (key: SecretString, entry: Entry) {
        let key = prefix + RandomText.make()
        return (SecretString(key), Entry(name: name, sha256: hash(key), createdAt: at))
    }

    /// Whether `key` is one of these. The time that it takes depends on hashes only.
    func accept(_ key: String) -> Bool {
        let hash = Self.hash(key)
        return entries.contains { $0.sha256 == hash }
    }

    private static func hash(_ key: String) -> String { Hexadecimal.text(SHA256.hash(data: Data(key.utf8))) }
}
