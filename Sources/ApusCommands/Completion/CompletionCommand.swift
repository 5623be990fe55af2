import ArgumentParser

struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print the script that completes 'apus' in a shell.",
        discussion: """
            For this shell: 'source <(apus completion bash)', 'source <(apus completion zsh)' after 'compinit', \
            or 'apus completion fish | source'. For good, put that line into ~/.bashrc, ~/.zshrc or \
            ~/.config/fish/config.fish.
            """)

    @Argument(help: "The shell.")
    var shell: CompletionShellKind

    func run() { Console.output.print(shell.script) }
}
