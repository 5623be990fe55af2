import ArgumentParser

struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "Run the server that remote steps report to, on this machine or in a cluster.",
        subcommands: [
            ServerStart.self, ServerStop.self, ServerStatus.self, ServerLogs.self, ServerRotateKeys.self,
            ServerBackup.self, ServerRestore.self, ServerDeploy.self, ServerUndeploy.self, ServerPushImage.self,
        ])
}
