import Crypto
import FoundationEssentials

/// Text that nobody can guess.
enum RandomText {
    /// 256 random bits as 64 hexadecimal digits.
    static func make() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Hexadecimal.text($0) }
    }
}

/// Bytes as text.
enum Hexadecimal {
    /// Two lower-case digits for each byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
