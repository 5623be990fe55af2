import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ConnectorLogIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Give kubectl or docker on this machine the access that a connector has.",
        discussion: """
            A cluster becomes a context of the kubeconfig, a registry an entry of docker's configuration. \
            The context that kubectl uses stays the same without --set-current.
            """)

    @Argument(help: "The connector's name.")
    var name: String
    @Option(name: .shortAndLong, help: "The type of the resource, if the connector gives several.")
    var resourceType: String?
    @Option(help: "The resource, if the connector reaches several.")
    var resourceID: String?
    @Flag(help: "Let kubectl use the cluster from now on.")
    var setCurrent = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await Session.open()
        let receipt = try await session.connectors.login(
            name, type: resourceType.map(ResourceType.init(rawValue:)), resourceID: resourceID, isCurrent: setCurrent,
            environment: session.environment)
        try output.render(receipt, names: [receipt.file]) { [receipt.command] }
        Console.error.print("Wrote the access of service connector '\(name)' to '\(receipt.file)'.")
    }
}
