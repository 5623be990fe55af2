import Crypto

/// Text that nobody can guess.
enum RandomText {
    /// 256 random bits as 64 hexadecimal digits.
    static func make() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }
}
