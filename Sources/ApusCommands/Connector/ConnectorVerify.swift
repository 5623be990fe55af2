import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ConnectorVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Really reach what a connector gives access to, and say as whom.")

    @Argument(help: "The connector's name.")
    var name: String
    @Option(name: .shortAndLong, help: "Only resources of this type.")
    var resourceType: String?
    @Option(help: "Only this resource.")
    var resourceID: String?
    @Flag(name: [.customShort("v"), .long], help: "Only say whether it works.")
    var verifyOnly = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let listings = try await Session.open().connectors.verify(
            name, type: resourceType.map(ResourceType.init(rawValue:)), resourceID: resourceID)
        if verifyOnly { return Console.error.print("Service connector '\(name)' works.") }
        let table = ResourceTable(listings)
        try output.render(listings, names: table.names) { table.lines(style: Console.output.style) }
    }
}
