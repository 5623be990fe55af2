import ApusCore
import ApusModel
import Crypto
import CryptoExtras
import FoundationEssentials

extension PasswordHash {
    /// The hash of `password` by scrypt (RFC 7914) with a new salt.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a password that ``PasswordRule`` refuses.
    static func make(of password: SecretString, cost: PasswordCost) async throws -> PasswordHash {
        try PasswordRule.check(password)
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        let hash = try await derive(from: password, salt: salt, count: 32, cost)
        return PasswordHash(cost: cost, salt: salt, hash: hash.withUnsafeBytes { Data($0) })
    }

    /// A hash that no password has, to spend the time of a real one on.
    static func decoy(cost: PasswordCost) -> PasswordHash {
        PasswordHash(cost: cost, salt: Data(count: 16), hash: Data(count: 32))
    }

    /// Whether it is the hash of `password`. The time that it takes does not depend on how much of it is right.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` for what is no hash by scrypt.
    func matches(_ password: SecretString) async throws -> Bool {
        guard let (cost, salt, hash) = parts else {
            throw ApusError(
                .corrupted, "the hash of a password cannot be read", hint: "apus account set-password NAME")
        }
        if !PasswordRule.isHashable(password) { return false }
        return try await Self.derive(from: password, salt: salt, count: hash.count, cost) == SymmetricKey(data: hash)
    }

    /// Whether it is less work to try passwords against it than `cost` wants.
    func isCheaper(than cost: PasswordCost) -> Bool { parts.map { $0.cost.work < cost.work } ?? true }

    private static func derive(
        from password: SecretString, salt: Data, count: Int, _ cost: PasswordCost
    ) async throws -> SymmetricKey {
        try await blocking {
            try KDF.Scrypt.deriveKey(
                from: Data(password.revealed().utf8), salt: salt, outputByteCount: count, rounds: 1 << cost.logRounds,
                blockSize: cost.blockSize, parallelism: cost.parallelism)
        }
    }

    private init(cost: PasswordCost, salt: Data, hash: Data) {
        let parameters = "ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
        self.init(text: "$scrypt$\(parameters)$\(Self.text(salt))$\(Self.text(hash))")
    }

    private var parts: (cost: PasswordCost, salt: Data, hash: Data)? {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt", let cost = PasswordCost(String(fields[2])),
            let salt = Self.data(fields[3]), let hash = Self.data(fields[4]), !salt.isEmpty, hash.count >= 16
        else { return nil }
        return (cost, salt, hash)
    }

    /// Base64 without padding, as the PHC string format wants.
    private static func text(_ data: Data) -> String { String(data.base64EncodedString().prefix { $0 != "=" }) }

    private static func data(_ text: Substring) -> Data? {
        Data(base64Encoded: String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4))
    }
}

extension PasswordCost {
    /// - Parameter text: `ln=15,r=8,p=3`, with parameters that this server would spend.
    fileprivate init?(_ text: String) {
        let pairs = text.split(separator: ",").map { $0.split(separator: "=") }
        guard pairs.map(\.first) == ["ln", "r", "p"] else { return nil }
        let numbers = pairs.compactMap { $0.count == 2 ? Int($0[1]) : nil }
        guard numbers.count == 3, (1...20).contains(numbers[0]), (1...32).contains(numbers[1]),
            (1...16).contains(numbers[2])
        else { return nil }
        self.init(logRounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
    }
}
