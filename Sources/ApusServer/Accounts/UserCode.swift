/// The code that a person types to log a program in.
///
/// Eight consonants, as RFC 8628, section 6.1, proposes: they cannot be mixed up with digits and spell no words; 20^8 are
/// 34 bits. Case and whatever stands between them do not matter.
struct UserCode: Hashable, Sendable {
    let letters: String

    /// A new one.
    init() {
        var generator = SystemRandomNumberGenerator()
        letters = String((0..<Self.length).map { _ in Self.alphabet[Int.random(in: 0..<20, using: &generator)] })
    }

    /// What a person typed, or `nil` when it can be none.
    init?(_ text: String) {
        let found = text.uppercased().filter { !$0.isWhitespace && $0 != "-" }
        guard found.count == Self.length, found.allSatisfy(Self.alphabet.contains) else { return nil }
        letters = found
    }

    /// `WDJB-MJHT`.
    var text: String { "\(letters.prefix(Self.length / 2))-\(letters.suffix(Self.length / 2))" }

    private static let length = 8
    private static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ")
}
