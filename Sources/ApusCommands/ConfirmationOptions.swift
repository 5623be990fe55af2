import ArgumentParser

/// The question before something is lost for good.
struct ConfirmationOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Do not ask; without a terminal nothing is asked anyway.")
    var yes = false

    /// Returns when the person agrees, when `--yes` says so, and where there is no terminal to ask at.
    /// - Parameter action: what would be done: `delete stack 'x'`.
    /// - Throws: `CancellationError` when the person does not agree.
    func confirm(_ action: String) throws {
        guard !yes, let dialog = Dialog() else { return }
        let answer = try dialog.ask("\(action.prefix(1).uppercased())\(action.dropFirst())? [y/N]").lowercased()
        if ["y", "yes"].contains(answer) { return }
        Console.error.report(["Nothing is done."])
        throw CancellationError()
    }
}
