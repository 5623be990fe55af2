import ArgumentParser
import Testing

@testable import ApusCommands

@Suite struct CommandNameTests {
    /// The parser would derive a missing name from the type's, which costs every start of `apus` a millisecond.
    @Test func `every command says its name itself`() {
        var rest: [any ParsableCommand.Type] = [ApusCommand.self]
        var unnamed: [String] = []
        while let command = rest.popLast() {
            if command.configuration.commandName == nil { unnamed.append("\(command)") }
            rest += command.configuration.subcommands
        }
        #expect(unnamed == [])
    }
}
