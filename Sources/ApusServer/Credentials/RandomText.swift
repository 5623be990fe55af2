import ApusModel
import Crypto
import FoundationEssentials

/// Text that nobody can guess.
enum RandomText {
    /// 256 random bits as 64 hexadecimal digits.
    static func make() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    /// A password to be typed by hand: four groups of five letters and digits without those that look alike, some 98
    /// random bits.
    static func password() -> SecretString {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in
            String((0..<5).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
        }
        return SecretString(groups.joined(separator: "-"))
    }
}
