import ApusCore
import ApusModel

/// What the arguments of a pipeline program say.
struct ProgramArguments {
    /// An option that every program has.
    struct Option {
        let name: String
        /// What its value is called in the help; `nil` for one without.
        var value: String?
        let help: String
        /// Whether it is for `apus pipeline run`, and passed on as it is.
        var isForRun = true
    }

    static let options = [
        Option(name: "stack", value: "name", help: "Another stack than the active one."),
        Option(name: "dry-run", help: "Print the manifests of everything that a run would make, and start nothing."),
        Option(name: "print-plan", help: "Print the plan that a run would have, as JSON, and start nothing."),
        Option(name: "no-cache", help: "Run every step, whatever the cache has."),
        Option(name: "asynchronous", help: "Return once the run is submitted."),
        Option(
            name: "schedule", value: "expression",
            help: "Do not run it now but by itself: '30 2 * * mon-fri', '@daily', '@every 6h'."),
        Option(name: "time-zone", value: "zone", help: "The time zone of the schedule."),
        Option(name: "once", help: "Run it now and once, whatever schedule the pipeline has."),
        Option(
            name: "step", value: "name", help: "Run this step alone, in this process; runners start it so.",
            isForRun: false),
        Option(
            name: "inputs", value: "folder",
            help: "Where the inputs of --step are, by name, for one that no runner starts.",
            isForRun: false),
        Option(
            name: "outputs", value: "folder",
            help: "Where --step leaves its outputs, with --inputs; 'outputs' without it.",
            isForRun: false),
        Option(name: "print-spec", help: "Print the pipeline as JSON, as 'apus' reads it.", isForRun: false),
        Option(name: "help", help: "Show this text.", isForRun: false),
    ]

    /// Those of ``options`` that were given, in order, with their values.
    private(set) var given: [(option: Option, value: String?)] = []
    /// The texts of parameters, by name.
    private(set) var parameters: [String: String] = [:]

    /// - Throws: ``ApusError`` with `.invalidArgument` for what is no option, and an option without its value.
    init(_ words: ArraySlice<String>) throws(ApusError) {
        var others: [String] = []
        var rest = words
        while let word = rest.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = word == "-h" ? "help" : parts[0].hasPrefix("--") ? String(parts[0].dropFirst(2)) : ""
            guard let option = Self.options.first(where: { $0.name == name }) else {
                others.append(word)
                if parts.count == 1, word.hasPrefix("--"), let value = rest.first, !value.hasPrefix("--") {
                    others.append(value)
                    rest.removeFirst()
                }
                continue
            }
            given.append((option, try Self.value(of: option, parts, &rest)))
        }
        parameters = try OptionArguments.parse(others)
    }

    /// - Throws: ``ApusError`` with `.invalidConfiguration` when a parameter is called as one of ``options``.
    static func check(_ schema: ConfigurationSchema, of subject: String) throws(ApusError) {
        let taken = schema.options.first { parameter in
            let name = parameter.flag.dropFirst(2)
            return options.contains { $0.name == name }
        }
        guard let taken else { return }
        throw ApusError(
            .invalidConfiguration, "parameter '\(taken.name)' of \(subject) has the name of an option",
            reason: "every pipeline program has the option '\(taken.flag)'", hint: "call the parameter something else")
    }

    /// Whether the option was given.
    func has(_ name: String) -> Bool { given.contains { $0.option.name == name } }

    /// The last value of the option that was given.
    func value(_ name: String) -> String? { given.last { $0.option.name == name }?.value }

    private static func value(
        of option: Option, _ parts: [String], _ rest: inout ArraySlice<String>
    ) throws(ApusError) -> String? {
        guard let name = option.value else {
            if parts.count == 1 { return nil }
            throw ApusError(.invalidArgument, "option '--\(option.name)' takes no value")
        }
        if parts.count == 2 { return parts[1] }
        if let value = rest.popFirst() { return value }
        throw ApusError(
            .invalidArgument, "option '--\(option.name)' has no value", hint: "--\(option.name) \(name.uppercased())")
    }
}
