import ArgumentParser

/// How a command shows its result.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, wide, json, yaml, csv, name

        /// Whether a person reads it.
        var isForPeople: Bool { self == .table || self == .wide }
    }

    @Option(name: [.customShort("o"), .customLong("output")], help: "The form of the result.")
    var format: Format = .table
}
