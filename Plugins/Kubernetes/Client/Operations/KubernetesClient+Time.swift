import ApusHTTP
import FoundationEssentials

extension KubernetesClient {
    /// How far the server's clock is ahead of this machine's, in seconds and to about one second: its `Date` header
    /// (RFC 9110, section 6.6.1) against the middle of the request. `nil` when the answer has none.
    public func clockLead() async throws -> Double? {
        let asked = Date()
        let text = try await withResponse(to: APIRequest(action: "reading the version", path: "/version")) {
            $0.headers["Date"]
        }
        let middle = asked.addingTimeInterval(Date().timeIntervalSince(asked) / 2)
        return text.flatMap(HTTPDate.date).map { $0.timeIntervalSince(middle) }
    }
}
