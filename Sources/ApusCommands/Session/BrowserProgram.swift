import ApusModel
import ApusWire
import FoundationEssentials
import SystemPackage

/// The user's browser.
enum BrowserProgram {
    /// Opens a page, with `$BROWSER`, else with `xdg-open`, and does not wait for it. Where there is no browser, nothing
    /// happens: the address was shown.
    /// - Throws: ``ApusError`` with `.rejected` for an address that is none of a web page, since a browser would open
    ///   files of this machine too.
    static func open(_ address: String) throws {
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme) else {
            throw ApusError(.rejected, "'\(address)' is no address of a web page", reason: "the server sent it")
        }
        let environment = ProcessInfo.processInfo.environment
        let program = environment["BROWSER"].flatMap { $0.isEmpty ? nil : $0 } ?? "xdg-open"
        let nothing = try FileDescriptor.open("/dev/null", .readWrite, options: .closeOnExec)
        try nothing.closeAfter {
            _ = try ChildProcess(
                "/usr/bin/env", arguments: ["env", program, address], environment: environment,
                descriptors: [nothing, nothing, nothing], leading: .session)
        }
    }
}
