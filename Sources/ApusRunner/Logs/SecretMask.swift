import ApusModel

/// Covers secrets in what a step prints.
struct SecretMask: Sendable {
    private let texts: [String]

    /// Texts shorter than four characters are not covered: they would be found everywhere. Of a secret of several
    /// lines, each line is covered.
    init(_ secrets: some Sequence<SecretString>) {
        let lines = secrets.flatMap { $0.revealed().split(whereSeparator: \.isNewline).map(String.init) }
        texts = Set(lines.filter { $0.count >= 4 }).sorted { $0.utf8.count > $1.utf8.count }
    }

    /// `text` with `***` for every secret.
    func covering(_ text: String) -> String {
        texts.reduce(text) { covered, secret in
            covered.contains(secret) ? covered.replacing(secret, with: SecretString.mask) : covered
        }
    }
}
