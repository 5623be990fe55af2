import ApusHost
import ApusModel
import ArgumentParser

/// What new components and stacks have beside options and members.
struct ExtrasOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "A label, KEY=VALUE; may be repeated.")
    var label: [String] = []
    @Option(help: "A variable that every step sees, NAME=VALUE; may be repeated.")
    var env: [String] = []
    @Option(help: "A stored secret whose values every step sees as variables; may be repeated.")
    var secret: [String] = []

    func extras() throws(ApusError) -> ComponentExtras {
        ComponentExtras(
            labels: try Pairs.parse(label, as: "label"), environment: try Pairs.parse(env, as: "variable"),
            secrets: secret)
    }
}
