extension SecretString {
    /// `text` with ``mask`` wherever this secret is in it. A secret of less than four characters is left: it would be
    /// found everywhere.
    public func covered(in text: String) -> String {
        let secret = revealed()
        return secret.count >= 4 && text.contains(secret) ? text.replacing(secret, with: Self.mask) : text
    }
}
