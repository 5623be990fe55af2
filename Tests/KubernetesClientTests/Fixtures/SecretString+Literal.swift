public import ApusModel

extension SecretString: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}
