import ApusHTTP
import Glibc
import Synchronization

/// Sends requests on several threads, and ends itself when it has some responses, while others are on their way:
/// `RequestExample URL RESPONSES [environment]`, with the environment's proxies in the last form.
@main
enum RequestExample {
    private static let received = Atomic(0)

    static func main() {
        let url = CommandLine.arguments[1]
        let wanted = Int(CommandLine.arguments[2])
        let proxy: HTTPProxy = CommandLine.arguments.last == "environment" ? .environment : .none
        for _ in 0..<3 {
            let client = CurlHTTPClient(
                configuration: HTTPClientConfiguration(
                    tls: HTTPTLSConfiguration(verification: .insecure(reason: "a test")), proxy: proxy))
            for _ in 0..<2 {
                Task.detached {
                    while true {
                        _ = try await client.send(HTTPRequest(.get, url))
                        if received.add(1, ordering: .relaxed).newValue == wanted { exit(EXIT_SUCCESS) }
                    }
                }
            }
        }
        while true { pause() }
    }
}
