import ApusAPI
import ApusClient
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@Suite struct ProblemTests {
    static let codes: [ApusError.Code] = [
        .notFound, .alreadyExists, .invalidArgument, .invalidConfiguration, .inUse, .rejected, .unavailable,
        .unauthorized, .forbidden, .untrusted, .conflict, .timedOut, .unsupported, .storageFull, .corrupted,
        .runFailed, .internalFailure, ApusError.Code(rawValue: "of_a_later_version"),
    ]

    @Test(arguments: codes)
    func `an error survives as a problem`(code: ApusError.Code) throws {
        let error = ApusError(code, "stack 'ä' is \"odd\"", reason: "because", hint: "apus stack list")
        let data = try CanonicalJSON.encode(ProblemDetails(error))
        let problem = try CanonicalJSON.decode(ProblemDetails.self, from: data)
        #expect((400..<600).contains(problem.status))
        #expect(!problem.title.isEmpty)
        #expect(Words(problem.error) == Words(error))
    }

    @Test(arguments: codes.filter { $0 != .unauthorized })
    func `an error of the store reaches the client as it is`(code: ApusError.Code) async throws {
        let store = InMemoryMetadataStore()
        let error = ApusError(code, "stack 'ä' is \"odd\"", reason: "because", hint: "apus stack list")
        // The document has not each error at each route.
        try await withServer(store, isDocumented: false) { server in
            let remote = try server.store()
            store.fail(with: error)
            let seen = try #require(await failure { _ = try await remote.stacks() })
            #expect(Words(seen) == Words(error))
            store.fail(with: ApusError(code, "only a summary"))
            let bare = try #require(await failure { _ = try await remote.stacks() })
            #expect(Words(bare) == Words(ApusError(code, "only a summary")))
        }
    }

    @Test func `a store that is busy is a 503 that says when to ask again`() async throws {
        let store = InMemoryMetadataStore()
        try await withServer(store) { server in
            store.fail(with: ApusError(.unavailable, "the database is busy"))
            let response = try await server.client.send(server.request("/api/v1/stacks"))
            #expect(response.status == 503)
            #expect(response.headers["Retry-After"] == "1")
        }
    }
}

/// All that a user sees of an error.
private struct Words: Equatable {
    let code: ApusError.Code
    let texts: [String?]

    init(_ error: ApusError) {
        code = error.code
        texts = [error.summary, error.reason, error.hint]
    }
}
