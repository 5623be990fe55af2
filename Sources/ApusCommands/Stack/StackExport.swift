import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct StackExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a stack with its components as YAML.",
        discussion: """
            Everything that makes the stack goes along: options, labels, variables, connectors and secrets by name, \
            and which resources are used. Values of secrets do not.
            """)

    @Argument(help: "The stack's name; the active stack without one.")
    var name: String?
    @Argument(help: "The file to write; standard output without one.")
    var file: String?

    func run() async throws {
        let session = try await Session.open()
        let document = try await session.transfer.export(session.stack(named: name).stack.name)
        let text = try YAMLText.make(document.json)
        if let file {
            do {
                try Data((text + "\n").utf8).write(to: URL(filePath: file), options: .atomic)
            } catch {
                throw ApusError(
                    .forbidden, "the file '\(file)' cannot be written", hint: "ls -ld \(file)", cause: error)
            }
            Console.error.print("Exported stack '\(document.name)' to \(file).")
        } else {
            Console.output.print(text)
        }
        for (type, component) in document.components.sorted(by: { $0.key < $1.key })
        where !component.secretOptions.isEmpty {
            Console.error.print(
                "Not in the file: \(component.secretOptions.joined(separator: ", ")) of \(type) '\(component.name)'.")
        }
    }
}
