import ApusModel
import Testing

@testable import ApusCommands

@Suite("The text of an error")
struct ErrorTextTests {
    @Test("cannot steer a terminal, whatever a file has put into it; its lines stay lines")
    func control() {
        let error = ApusError(
            .invalidArgument, "no key 'x\u{1B}[2J\nq'", reason: "one\u{7}\ntwo", hint: "see\u{9B}31m")
        let lines = ErrorText(error).lines(style: Style(isTerminal: false, isPlain: true) { _ in nil })
        #expect(
            lines == [
                "error: no key 'x\u{241B}[2J q'", "reason: one\u{2407}", "        two", "hint:   see\u{FFFD}31m",
            ])
    }
}
