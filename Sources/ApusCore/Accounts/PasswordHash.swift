/// What is kept of a password: a text from which the password cannot be found, with the name and the parameters of the
/// function that made it, in the PHC string format
/// (https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md). It prints as `***`.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// Such as `$scrypt$ln=15,r=8,p=3$c2FsdA$aGFzaA`.
    public let text: String

    public init(text: String) { self.text = text }

    public var description: String { "***" }
}
