import ArgumentParser

struct ConnectorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service-connector", abstract: "Keep verified access to clusters, registries and buckets.",
        subcommands: [
            ConnectorRegister.self, ConnectorUpdate.self, ConnectorRename.self, ConnectorList.self,
            ConnectorDescribe.self, ConnectorVerify.self, ConnectorLogIn.self, ConnectorListResources.self,
            ConnectorListTypes.self, ConnectorDescribeType.self, ConnectorDelete.self,
        ])
}
