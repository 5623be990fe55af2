/// What the words that every command takes say about all that is printed.
struct ConsoleMode: Sendable {
    /// `--quiet`: standard error gets errors only.
    var isQuiet = false
    /// `--no-color`.
    var isPlain = false

    /// Takes `--quiet`, `-q` and `--no-color` out of `arguments`; what stands after `--` is left alone.
    static func taken(from arguments: inout [String]) -> ConsoleMode {
        var mode = ConsoleMode()
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let own = arguments[..<end].filter { word in
            switch word {
            case "--quiet", "-q": mode.isQuiet = true
            case "--no-color": mode.isPlain = true
            default: return true
            }
            return false
        }
        arguments = own + arguments[end...]
        return mode
    }
}
