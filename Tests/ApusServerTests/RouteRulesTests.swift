import ApusAPI
import ApusClient
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import Testing

@Suite("Who may call which route")
struct RouteRulesTests {
    @Test("every route has its rule here too")
    func complete() {
        let declared = Set(RouteRule.all.map(\.route))
        #expect(declared.count == RouteRule.all.count)
        #expect(declared == Set(Route.all.map { "\($0.method.rawValue) \($0.template)" }))
    }

    @Test("a call gets in with what the rule names, and with nothing else", arguments: RouteRule.all)
    func rule(_ rule: RouteRule) async throws {
        let samples = Samples()
        let store = try await samples.stored()
        // Those who follow a run read to its end.
        _ = try await store.advance(samples.run.id, to: .failed, reason: nil, at: samples.now)
        try await withServer(store) { server in
            let admin = try server.store()
            let viewer = try await server.key(of: .viewer)
            let member = try await server.key(of: .member)
            let callers: [(String, SecretString?, RouteRule.Answer)] = [
                ("nobody", nil, rule.role == nil ? .admitted : .unknown),
                ("a malformed token", SecretString("x.y.z"), rule.role == nil ? .admitted : .unknown),
                ("an unknown API key", SecretString("apus_00"), rule.role == nil ? .admitted : .unknown),
                ("an unknown login", SecretString("apusl_00"), rule.role == nil ? .admitted : .unknown),
                ("another run", try await admin.runToken(for: samples.otherRun.id), rule.answer(to: .anyRun)),
                ("its run", try await admin.runToken(for: samples.run.id), rule.answer(to: .itsRun)),
                (
                    "another schedule", try await admin.scheduleToken(for: samples.otherSchedule.id),
                    rule.answer(to: nil)
                ),
                (
                    "its schedule", try await admin.scheduleToken(for: samples.schedule.id),
                    rule.answer(to: .itsSchedule)
                ),
                ("a viewer", viewer, rule.answer(toRole: .viewer)), ("a member", member, rule.answer(toRole: .member)),
                ("an admin", try server.apiKey(), rule.answer(toRole: .admin)),
            ]
            for (name, token, wanted) in callers {
                let status = try await call(rule, samples, server, token)
                #expect(RouteRule.Answer(status: status) == wanted, "\(name): \(status)")
            }
        }
    }

    @Test("a token that has expired gets in nowhere", arguments: RouteRule.all.filter { $0.role != nil })
    func expired(_ rule: RouteRule) async throws {
        let samples = Samples()
        let clock = TestMoment()
        try await withServer(try await samples.stored(), now: { clock.now }) { server in
            let token = try await server.store().runToken(for: samples.run.id, lifetime: .seconds(60))
            clock.advance(by: 60)
            #expect(try await call(rule, samples, server, token) == 401)
        }
    }

    @Test("who is not let in is told before the body is read, and so is whoever announces too long a body")
    func order() async throws {
        try await withServer(configure: { $0.maximumBodySize = 4096 }) { server in
            let long = HTTPRequestBody.text(String(repeating: " ", count: 1 << 16))
            let path = "/api/v1/stacks"
            #expect(try await server.send(.post, path, token: "apus_00", body: long).status == 401)
            let viewer = try await server.key(of: .viewer).revealed()
            #expect(try await server.send(.post, path, token: viewer, body: long).status == 403)
            let admin = try server.apiKey().revealed()
            #expect(try await server.send(.post, path, token: admin, body: long).status == 413)
        }
    }

    private func call(
        _ rule: RouteRule, _ samples: Samples, _ server: ServerUnderTest, _ token: SecretString?
    ) async throws -> Int {
        let body: HTTPRequestBody = ["POST", "PUT"].contains(rule.method) ? .text("{}") : .none
        let path = rule.path(for: samples)
        let method = HTTPMethod(rawValue: rule.method)
        return try await server.send(method, path, token: token?.revealed(), body: body).status
    }
}
