import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// The API keys of a server from before there were accounts: a file with their names and digests.
struct EarlierAPIKeys {
    /// What is kept of a key.
    struct Entry: Codable {
        let name: String
        /// In hexadecimal.
        let sha256: String
        let createdAt: Date
    }

    let file: FilePath

    /// The keys with their digests as keys of `account`, or `nil` when there is no file.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted`.
    func keys(of account: Identifier<Account>) throws -> [(key: APIKey, digest: ContentDigest)]? {
        guard let text = try PrivateFile(file).text() else { return nil }
        do {
            var names: Set<String> = []
            return try CanonicalJSON.decode([Entry].self, from: Data(text.utf8)).map { entry in
                guard let digest = ContentDigest(entry.sha256) else {
                    throw ApusError(.corrupted, "the digest of the API key '\(entry.name)' is none")
                }
                // Nobody kept people from writing a name twice.
                let name =
                    names.insert(entry.name).inserted ? entry.name : "\(entry.name)-\(digest.hexadecimal.prefix(8))"
                return (APIKey(account: account, name: name, createdAt: entry.createdAt), digest)
            }
        } catch {
            throw ApusError(
                .corrupted, "the file \(file) cannot be read", hint: "remove it to have a new API key made",
                cause: error)
        }
    }

    /// Puts the file aside: keys that are revoked later must not come back.
    func putAside() throws {
        if rename(file.string, file.string + ".taken-over") != 0 {
            throw ApusError(Errno(rawValue: errno), "the file \(file) cannot be renamed", path: file)
        }
    }
}
