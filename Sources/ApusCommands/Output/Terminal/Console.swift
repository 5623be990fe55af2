import Glibc
import Synchronization
import SystemPackage

/// A terminal, pipe or file to write lines to. Results go to ``output``, talk goes to ``error``.
struct Console: Sendable {
    let descriptor: FileDescriptor
    let style: Style
    /// The columns of the terminal, or `nil` where lines may be of any length.
    let width: Int?
    private let isSilent: Bool

    static var output: Console { Console(.standardOutput, mode.withLock { $0 }, canBeSilent: false) }
    static var error: Console { Console(.standardError, mode.withLock { $0 }, canBeSilent: true) }

    private static let mode = Mutex(ConsoleMode())

    /// Called once, before a command runs.
    static func use(_ mode: ConsoleMode) { Self.mode.withLock { $0 = mode } }

    private init(_ descriptor: FileDescriptor, _ mode: ConsoleMode, canBeSilent: Bool) {
        let isTerminal = isatty(descriptor.rawValue) == 1
        self.descriptor = descriptor
        style = Style(isTerminal: isTerminal, isPlain: mode.isPlain) { getenv($0).map { String(cString: $0) } }
        width = isTerminal ? TerminalWidth.current(of: descriptor) : nil
        isSilent = canBeSilent && mode.isQuiet
    }

    /// Writes `text` and a line end, unless it is talk that `--quiet` keeps back. A reader that has gone away is
    /// nobody's error.
    func print(_ text: String) {
        if !isSilent { write(text) }
    }

    /// Writes each line.
    func print(_ lines: [String]) {
        if !lines.isEmpty { print(lines.joined(separator: "\n")) }
    }

    /// Writes each line of an error, which `--quiet` does not keep back.
    func report(_ lines: [String]) { write(lines.joined(separator: "\n")) }

    private func write(_ text: String) {
        _ = try? descriptor.writeAll((text + "\n").utf8)  // the reader left: there is nobody to tell
    }
}
