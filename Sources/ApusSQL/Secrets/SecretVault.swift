import ApusModel
import FoundationEssentials
public import Logging
import Synchronization
public import SystemPackage

/// Keeps secrets in the database, sealed. The key is looked for when the first secret is.
public final class SecretVault: Sendable {
    private let environmentKey: String?
    private let file: KeyFile
    private let logger: Logger
    private let cached = Mutex<SecretKey?>(nil)

    /// - Parameters:
    ///   - environment: `APUS_SECRET_KEY`, 32 bytes in base64, takes the place of the file.
    ///   - file: where the key is kept; it is made when the first secret is.
    public init(environment: [String: String], file: FilePath, logger: Logger) {
        environmentKey = environment["APUS_SECRET_KEY"].flatMap { $0.isEmpty ? nil : $0 }
        self.file = KeyFile(path: file)
        self.logger = logger
    }

    /// - Parameter owner: the identity of a component or connector.
    func secrets(of owner: String, in db: any SQLConnection) throws -> [String: SecretString] {
        var secrets: [String: SecretString] = [:]
        for row in try db.rows("SELECT name, key, sealed FROM secret WHERE owner = ?", [owner]) {
            let name = row[0].text ?? ""
            secrets[name] = try open(
                row[2].bytes ?? Data(), sealedWith: row[1].text ?? "", named: name, of: owner, in: db)
        }
        return secrets
    }

    /// Keeps `new` in the place of `old`; what is in both stays as it is.
    func replace(
        _ old: [String: SecretString], with new: [String: SecretString], of owner: String, in db: any SQLConnection
    ) throws {
        for name in old.keys where new[name] == nil {
            try db.change("DELETE FROM secret WHERE owner = ? AND name = ?", [owner, name])
        }
        for (name, secret) in new where old[name] != secret {
            let key = try key(in: db)
            try db.change(
                """
                INSERT INTO secret (owner, name, key, sealed) VALUES (?, ?, ?, ?)
                ON CONFLICT (owner, name) DO UPDATE SET key = excluded.key, sealed = excluded.sealed
                """,
                [owner, name, key.identity, try key.seal(secret, for: place(owner, name))])
        }
    }

    func forget(_ owner: String, in db: any SQLConnection) throws {
        try db.change("DELETE FROM secret WHERE owner = ?", [owner])
    }

    private func open(
        _ sealed: Data, sealedWith identity: String, named name: String, of owner: String, in db: any SQLConnection
    ) throws -> SecretString {
        let key = try key(in: db)
        if key.identity != identity { throw lostKey("the secret '\(name)' was sealed with another key") }
        do {
            return try key.open(sealed, for: place(owner, name))
        } catch {
            throw ApusError(
                .corrupted, "the secret '\(name)' cannot be opened", reason: "it was changed after it was sealed",
                hint: "delete what it belongs to and register it again", cause: error)
        }
    }

    private func place(_ owner: String, _ name: String) -> String { "\(owner)/\(name)" }

    private func key(in db: any SQLConnection) throws -> SecretKey {
        if let key = cached.withLock({ $0 }) { return key }
        let key = try findKey(in: db)
        cached.withLock { $0 = key }
        return key
    }

    private func findKey(in db: any SQLConnection) throws -> SecretKey {
        if let environmentKey {
            if let key = SecretKey(base64: environmentKey) { return key }
            throw ApusError(
                .invalidConfiguration, "APUS_SECRET_KEY is not a key", reason: "a key is 32 bytes in base64",
                hint: "openssl rand -base64 32")
        }
        if let key = try file.read() {
            if file.isExposed {
                logger.warning(
                    "the key of the secrets can be read by others, see chmod 600", metadata: ["file": "\(file.path)"])
            }
            return key
        }
        if try db.exists("SELECT 1 FROM secret") { throw lostKey("there are secrets, but not the key for them") }
        guard let key = try file.make() else {
            throw ApusError(.conflict, "the key '\(file.path)' is removed as soon as it is made")
        }
        return key
    }

    private func lostKey(_ reason: String) -> ApusError {
        ApusError(
            .corrupted, "the secrets in the database cannot be opened", reason: reason,
            hint: "put the key that they were sealed with into \(file.path), or into APUS_SECRET_KEY")
    }
}
