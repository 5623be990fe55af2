import ArgumentParser

struct SecretCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret", abstract: "Keep values that must not be seen, for options and for steps.",
        discussion: """
            An option of a component refers to a value by '{{NAME.KEY}}'. Steps see the values of a secret as \
            variables when a component, a stack, a pipeline or a step names it.
            """,
        subcommands: [
            SecretCreate.self, SecretList.self, SecretDescribe.self, SecretUpdate.self, SecretDelete.self,
        ])
}
