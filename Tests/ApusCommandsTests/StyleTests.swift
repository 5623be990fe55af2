import Testing

@testable import ApusCommands

@Suite("Colours and talk")
struct StyleTests {
    @Test(
        "colours are for terminals, unless somebody says otherwise",
        arguments: [
            (true, false, [:], true), (false, false, [:], false), (true, true, [:], false),
            (true, false, ["NO_COLOR": "1"], false), (true, false, ["NO_COLOR": ""], true),
            (true, false, ["TERM": "dumb"], false), (false, false, ["CLICOLOR_FORCE": "1"], true),
            (false, false, ["CLICOLOR_FORCE": "0"], false), (false, false, ["CLICOLOR_FORCE": ""], false),
            (true, false, ["TERM": "dumb", "CLICOLOR_FORCE": "1"], true),
            (true, false, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false),
            (true, true, ["CLICOLOR_FORCE": "1"], false),
        ] as [(Bool, Bool, [String: String], Bool)])
    func colours(_ isTerminal: Bool, _ isPlain: Bool, _ variables: [String: String], _ expected: Bool) {
        #expect(Style(isTerminal: isTerminal, isPlain: isPlain) { variables[$0] }.isEnabled == expected)
    }

    @Test(
        "the words for all commands are taken out wherever they stand, before '--'",
        arguments: [
            ("stack list", "stack list", false, false), ("--quiet stack list", "stack list", true, false),
            ("stack list -q --no-color", "stack list", true, true),
            ("stack set --no-color x", "stack set x", false, true),
            ("run -- -q --quiet", "run -- -q --quiet", false, false),
        ])
    func modes(_ words: String, _ left: String, _ isQuiet: Bool, _ isPlain: Bool) {
        var arguments = words.split(separator: " ").map(String.init)
        let mode = ConsoleMode.taken(from: &arguments)
        #expect(arguments.joined(separator: " ") == left)
        #expect(mode.isQuiet == isQuiet)
        #expect(mode.isPlain == isPlain)
    }
}
