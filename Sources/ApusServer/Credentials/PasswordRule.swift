import ApusModel

/// Which passwords there can be: NIST SP 800-63B, section 5.1.1.2, wants at least 8 characters and no other rules.
enum PasswordRule {
    private static let shortest = 8
    /// In bytes; a limit on the work that a stranger can cause.
    private static let longest = 1024

    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument`.
    static func check(_ password: SecretString) throws(ApusError) {
        let text = password.revealed()
        if text.count >= shortest, isHashable(password) { return }
        throw ApusError(
            .invalidArgument, "the password cannot be used",
            reason: text.count < shortest
                ? "it has \(text.count) characters" : "it is longer than \(longest) bytes",
            hint: "use at least \(shortest) characters")
    }

    /// Whether it may be tried at all.
    static func isHashable(_ password: SecretString) -> Bool { (1...longest).contains(password.revealed().utf8.count) }
}
