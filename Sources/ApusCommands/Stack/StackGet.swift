import ApusHost
import ArgumentParser

struct StackGet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "get", abstract: "Print the active stack's name.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await Session.open()
        let active = session.activeStack
        _ = try await session.stacks.stack(active: active)
        try output.render(active, names: [active.name]) { [active.name] }
    }
}
