/// How much work it is to try one password: the parameters of scrypt (RFC 7914, section 2).
///
/// They are kept with each hash. When they are raised, a hash is made anew at the next login.
public struct PasswordCost: Hashable, Sendable {
    /// The binary logarithm of N.
    public let logRounds: Int
    /// r.
    public let blockSize: Int
    /// p.
    public let parallelism: Int

    public init(logRounds: Int, blockSize: Int, parallelism: Int) {
        self.logRounds = logRounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// 32 MiB and some tenths of a second, one of the settings of
    /// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt.
    public static let standard = PasswordCost(logRounds: 15, blockSize: 8, parallelism: 3)

    /// What one trial costs, in blocks that are mixed.
    var work: Int { (1 << logRounds) * blockSize * parallelism }
}
