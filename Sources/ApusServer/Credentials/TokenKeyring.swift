import ApusAPI
import ApusModel
import FoundationEssentials
import JWTKit

/// The keys that tokens are signed with: one that signs, and those before it, which verify what they signed for as long
/// as that is worth something.
actor TokenKeyring {
    private let file: PrivateFile
    private let longestUse: Double
    private let now: @Sendable () -> Date
    private let isNeeded: @Sendable (_ retiredAt: Date) async throws -> Bool
    private let collection = JWTKeyCollection()
    /// The one that signs is the last.
    private var keys: [TokenKey] = []

    /// - Parameters:
    ///   - earlierKey: verifies what an earlier version signed.
    ///   - longestUse: after this time a key is retired, at the next token.
    ///   - isNeeded: whether tokens that were made for runs until that time are still worth something.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` when the file is not what it has to be.
    init(
        file: PrivateFile, earlierKey: SecretString?, longestUse: Duration, now: @escaping @Sendable () -> Date,
        isNeeded: @escaping @Sendable (_ retiredAt: Date) async throws -> Bool
    ) async throws {
        self.file = file
        self.longestUse = longestUse / .seconds(1)
        self.now = now
        self.isNeeded = isNeeded
        if let earlierKey {
            await collection.add(hmac: HMACKey(from: earlierKey.revealed()), digestAlgorithm: .sha256)
        }
        keys = try Self.read(file)
        for key in keys { await collection.add(eddsa: try key.signer(), kid: JWKIdentifier(string: key.id)) }
        try await forgetUnneeded()
    }

    /// Signs with the newest key, after a rotation when that is old.
    /// - Parameter isForSchedule: whether the token has no end.
    func sign(_ claims: AccessTokenClaims, isForSchedule: Bool) async throws -> SecretString {
        let key = try await current()
        if isForSchedule, !key.hasSignedForSchedules, let index = keys.firstIndex(where: { $0.id == key.id }) {
            var changed = keys
            changed[index].hasSignedForSchedules = true
            try keep(changed)
        }
        return SecretString(try await collection.sign(claims, kid: JWKIdentifier(string: key.id)))
    }

    /// The content of a token that one of the keys signed.
    nonisolated func verify(_ token: String) async throws -> AccessTokenClaims { try await collection.verify(token) }

    /// Makes a new key, with which everything is signed from now on, and retires the one before.
    @discardableResult
    func rotate() async throws -> TokenKeyInfo {
        let info = try await makeKey().info
        try await forgetUnneeded()
        return info
    }

    private func current() async throws -> TokenKey {
        if let key = keys.last, now().timeIntervalSince(key.createdAt) < longestUse { return key }
        return try await makeKey()
    }

    private func makeKey() async throws -> TokenKey {
        let new = TokenKey(at: now())
        await collection.add(eddsa: try new.signer(), kid: JWKIdentifier(string: new.id))
        var changed = keys
        for index in changed.indices where changed[index].retiredAt == nil { changed[index].retire(at: now()) }
        try keep(changed + [new])
        return new
    }

    /// Forgets retired keys that signed nothing which is worth something.
    private func forgetUnneeded() async throws {
        for key in keys {
            guard let retiredAt = key.retiredAt, !key.hasSignedForSchedules, try await !isNeeded(retiredAt) else {
                continue
            }
            try keep(keys.filter { $0.id != key.id })
            await collection.remove(kid: JWKIdentifier(string: key.id))
        }
    }

    private func keep(_ changed: [TokenKey]) throws {
        try file.keep(try CanonicalJSON.prettyText(changed))
        keys = changed
    }

    private static func read(_ file: PrivateFile) throws -> [TokenKey] {
        guard let text = try file.text() else { return [] }
        do {
            return try CanonicalJSON.decode([TokenKey].self, from: Data(text.utf8))
        } catch {
            throw ApusError(
                .corrupted, "the file \(file.path) cannot be read",
                hint: "remove it to have new keys made; the tokens of runs and schedules end then", cause: error)
        }
    }
}

extension TokenKey {
    fileprivate var info: TokenKeyInfo { TokenKeyInfo(id: id, createdAt: createdAt) }
}
