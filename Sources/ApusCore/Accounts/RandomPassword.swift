public import ApusModel

/// Passwords that nobody can guess.
public enum RandomPassword {
    /// One to be typed by hand: four groups of five letters and digits without those that look alike, some 98 random
    /// bits.
    public static func make() -> SecretString {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in
            String((0..<5).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
        }
        return SecretString(groups.joined(separator: "-"))
    }
}
