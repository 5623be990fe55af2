import ApusModel

extension OutputOptions {
    /// Writes `value` to standard output in the chosen form.
    /// - Parameters:
    ///   - names: what `-o name` prints, a line each.
    ///   - table: what people read.
    /// - Throws: ``ApusError`` with `.invalidArgument` for CSV, which only lists have.
    func render(_ value: some Encodable, names: [String], table: () -> [String]) throws {
        switch format {
        case .table, .wide: Console.output.print(table())
        case .csv:
            throw ApusError(
                .invalidArgument, "this command has no CSV", reason: "only lists have rows",
                hint: "use -o json or -o yaml")
        case .name: Console.output.print(names)
        case .json: Console.output.print(try CanonicalJSON.prettyText(value))
        case .yaml: Console.output.print(try yaml(value))
        }
    }

    private func yaml(_ value: some Encodable) throws -> String {
        try YAMLText.make(try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(value)))
    }
}
