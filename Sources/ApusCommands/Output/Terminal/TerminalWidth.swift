import Glibc
import SystemPackage

/// How many columns a terminal has.
enum TerminalWidth {
    /// `COLUMNS` when it is a whole number above 0, else what the terminal says, else `nil`.
    static func current(of terminal: FileDescriptor) -> Int? {
        if let given = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), given > 0 { return given }
        var size = winsize()
        guard ioctl(terminal.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
