import ApusModel
import SystemPackage

/// What a kubeconfig says about a program that issues credentials.
struct ExecFields: Sendable, Decodable {
    var command: String?
    var args: [String?]?
    var env: [Variable?]?
    var apiVersion: String?
    var installHint: String?
    var provideClusterInfo: Bool?
    var interactiveMode: String?

    struct Variable: Sendable, Decodable {
        var name: String?
        var value: SecretString?
    }
}

extension ExecFields {
    /// The program, if enough is said about it.
    /// - Parameter user: the user that it is for, with its file.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` for what kubectl refuses, too.
    func command(of user: Located<UserFields>, named name: String) throws(ApusError) -> ExecCommand {
        func refuse(_ reason: String) -> ApusError {
            ApusError(
                .invalidConfiguration, "the user '\(name)' in '\(user.file)' has an 'exec' that cannot be used",
                reason: reason, hint: "write it anew with the tool of the cluster's provider")
        }
        guard let command, !command.isEmpty else { throw refuse("it has no command") }
        guard let apiVersion, !apiVersion.isEmpty else { throw refuse("it has no apiVersion") }
        let mode = (interactiveMode ?? "").isEmpty ? "IfAvailable" : interactiveMode ?? ""
        guard let interaction = ExecCommand.Interaction(rawValue: mode) else {
            throw refuse("its interactiveMode '\(mode)' is none of Never, IfAvailable, Always")
        }
        var environment: [String: SecretString] = [:]
        for variable in env ?? [] {
            guard let key = variable?.name, !key.isEmpty else { throw refuse("a variable of its env has no name") }
            environment[key] = variable?.value ?? SecretString("")
        }
        return ExecCommand(
            command: command.contains("/") ? user.resolved(command).string : command,
            arguments: (args ?? []).map { $0 ?? "" }, environment: environment, apiVersion: apiVersion,
            installHint: installHint, providesClusterInfo: provideClusterInfo ?? false, interaction: interaction)
    }
}
