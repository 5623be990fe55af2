import ApusModel
import FoundationEssentials
import Testing

@testable import ApusOCI

@Suite struct RegistryFailureTests {
    struct Case: Sendable {
        var status: Int
        var body = ""
        var isPush = true
        var hasCredential = true
        var code: ApusError.Code
    }

    @Test(arguments: [
        Case(status: 401, isPush: false, hasCredential: false, code: .unauthorized),
        Case(status: 401, isPush: true, hasCredential: false, code: .unauthorized),
        Case(status: 401, isPush: false, code: .unauthorized), Case(status: 403, isPush: false, code: .forbidden),
        Case(status: 403, code: .forbidden), Case(status: 405, code: .forbidden), Case(status: 404, code: .notFound),
        Case(status: 400, body: #"{"errors":[{"code":"DIGEST_INVALID","message":"m"}]}"#, code: .corrupted),
        Case(status: 400, body: #"{"errors":[{"code":"DENIED"}]}"#, code: .forbidden),
        Case(status: 400, code: .rejected),
        Case(status: 413, body: "<html>", code: .rejected), Case(status: 429, code: .unavailable),
        Case(status: 500, code: .unavailable), Case(status: 507, code: .storageFull),
    ])
    func `a refusal has the code that says what to do`(example: Case) {
        let failure = RegistryFailure(status: example.status, body: Data(example.body.utf8))
        let error = failure.error(
            "pushing", host: "h", isPush: example.isPush, hasCredential: example.hasCredential)
        #expect(error.code == example.code)
    }
}
