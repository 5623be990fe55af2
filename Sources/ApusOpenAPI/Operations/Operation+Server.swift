import ApusAPI
import ApusModel

extension Operation {
    static let server = [
        Operation(.info, "info", .server, "What the server says about itself", answer: .json(ServerInfo.self)),
        Operation(
            .metrics, "metrics", .server, "Metrics in the text format of Prometheus",
            answer: .text(mediaType: "text/plain")),
        Operation(.openAPI, "openAPI", .server, "This document", answer: .resource([String: JSONValue].self)),
        Operation(
            .rotateTokenKeys, "rotateTokenKeys", .server, "Sign the tokens of runs and schedules with a new key",
            answer: .json(TokenKeyInfo.self)),
    ]
}
