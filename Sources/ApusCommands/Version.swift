import ApusModel
import ArgumentParser

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    func run() { Console.output.print("apus \(ApusVersion.current)") }
}
