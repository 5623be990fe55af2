import ApusHost
import ApusModel
import ArgumentParser

/// What can be changed about components and stacks beside options and members.
struct ExtrasChangeOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "A label to set, KEY=VALUE; may be repeated.")
    var label: [String] = []
    @Option(help: "A label to take away; may be repeated.")
    var removeLabel: [String] = []
    @Option(help: "A variable that every step sees, NAME=VALUE; an empty value takes it away; may be repeated.")
    var env: [String] = []
    @Option(help: "A stored secret whose values every step sees as variables; may be repeated.")
    var secret: [String] = []
    @Option(help: "A secret that steps shall no longer see; may be repeated.")
    var removeSecret: [String] = []

    func change() throws(ApusError) -> ExtrasChange {
        ExtrasChange(
            labels: try Pairs.parse(label, as: "label"), removedLabels: removeLabel,
            environment: try Pairs.parse(env, as: "variable"), secrets: secret, removedSecrets: removeSecret)
    }
}
