import ApusHTTP
import ArgumentParser
import Glibc

struct ProbeServer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "Find out whether this machine reaches the server that keeps runs.",
        discussion: "The exit code is 0 when the server answers; otherwise 1, and standard error says why not.")

    @Argument(help: "The server's URL, such as http://10.244.0.1:8237.")
    var url: String

    /// The first thread waits for the task that ends the program.
    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        Task.detached { [url] in
            let obstacle = await Self.obstacle(on: url)
            if let obstacle { StepConsole().say(obstacle) }
            Glibc.exit((obstacle == nil ? ExitCode.success : .failure).rawValue)
        }
        while true { pause() }
    }

    /// Why the server does not answer, or `nil` when it does.
    private static func obstacle(on url: String) async -> String? {
        var request = HTTPRequest(.get, url + "/health")
        request.timeouts = HTTPTimeouts(connect: .seconds(10), total: .seconds(20))
        do {
            let response = try await CurlHTTPClient().send(request, maximumBytes: 1 << 16)
            return response.isSuccess ? nil : "\(url) answers \(response.status)"
        } catch {
            return "\(url) cannot be reached: \(error)"
        }
    }
}
