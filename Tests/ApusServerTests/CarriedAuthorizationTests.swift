import ApusAPI
import ApusHTTP
import ApusModel
import FoundationEssentials
import Testing

@Suite("Credentials that something carries past an Authorization of its own")
struct CarriedAuthorizationTests {
    @Test("are as good as those in Authorization, and go before them")
    func carried() async throws {
        try await withServer { server in
            let key = "Bearer \(try server.apiKey().revealed())"
            for others in [HTTPHeaders(), ["Authorization": "Basic b3RoZXI6c2VjcmV0"], ["Authorization": "Bearer x"]] {
                var headers = others
                headers[CarriedAuthorization.header] = key
                let answer = try await call(server, headers)
                #expect(answer.status == 200, "\(others)")
            }
        }
    }

    @Test(
        "are refused when they are wrong, whatever Authorization has",
        arguments: ["Bearer apus_none", "Bearer", "Basic x"])
    func wrong(value: String) async throws {
        try await withServer { server in
            var headers: HTTPHeaders = ["Authorization": "Bearer \(try server.apiKey().revealed())"]
            headers[CarriedAuthorization.header] = value
            let answer = try await call(server, headers)
            #expect(answer.status == 401)
        }
    }

    private func call(_ server: ServerUnderTest, _ headers: HTTPHeaders) async throws -> HTTPBufferedResponse {
        try await server.client.send(HTTPRequest(.get, server.url + "/api/v1/stacks", headers: headers))
    }
}
