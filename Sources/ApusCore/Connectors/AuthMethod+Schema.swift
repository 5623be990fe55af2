import ApusModel

extension ConnectorType.AuthMethod {
    /// Declares a method by a schema that is known only at run time. `make` checks the options itself.
    public init(
        name: String, summary: String, schema: ConfigurationSchema,
        make: @escaping @Sendable (ConnectorContext) throws -> any ServiceConnector
    ) {
        self.name = name
        self.summary = summary
        declaration = { schema }
        prepare = { $0 }
        self.make = make
    }
}
