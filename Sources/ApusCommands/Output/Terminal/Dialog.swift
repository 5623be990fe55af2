import ApusModel
import Glibc

/// Questions to the person at a terminal. `--quiet` does not keep them back.
struct Dialog {
    /// `nil` where there is no terminal to ask at.
    init?() {
        if isatty(STDIN_FILENO) != 1 || isatty(STDERR_FILENO) != 1 { return nil }
    }

    /// For a command that was told to ask.
    /// - Throws: ``ApusError`` with `.invalidArgument` where there is no terminal to ask at.
    static func required() throws(ApusError) -> Dialog {
        if let dialog = Dialog() { return dialog }
        throw ApusError(
            .invalidArgument, "nobody can be asked, because this is no terminal",
            hint: "leave out --interactive and give the options")
    }

    /// The line that the person types.
    /// - Parameter isSecret: whether the terminal does not show it.
    /// - Throws: ``ApusError`` with `.invalidArgument` at the end of the input.
    func ask(_ question: String, isSecret: Bool = false) throws(ApusError) -> String {
        Console.error.report(["\(question):"])
        var shown = termios()
        let hidesInput = isSecret && tcgetattr(STDIN_FILENO, &shown) == 0
        if hidesInput {
            var hidden = shown
            hidden.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSANOW, &hidden)
        }
        defer { if hidesInput { tcsetattr(STDIN_FILENO, TCSANOW, &shown) } }
        guard let line = readLine() else {
            throw ApusError(.invalidArgument, "the question for \(question) is not answered")
        }
        return line
    }

    /// The only one of `words`, or the one that the person chooses.
    func choose(_ what: String, among words: [String]) throws(ApusError) -> String {
        if words.count == 1 { return words[0] }
        while true {
            let answer = try ask("\(what), one of \(words.joined(separator: ", "))")
            if words.contains(answer) { return answer }
            let closest = Spelling.closest(to: answer, among: words).map { "; did you mean '\($0)'?" } ?? ""
            Console.error.report(["There is no \(what) '\(answer)'\(closest)"])
        }
    }
}
