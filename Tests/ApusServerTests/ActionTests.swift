import ApusAPI
import ApusCore
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import Testing

/// What the server does itself for somebody at a browser.
@Suite struct ActionTests {
    @Test func `a run is resumed or retried on the stack that it had`() async throws {
        try await withBench { bench, server in
            let run = try await bench.failedRun(on: bench.orchestrator)
            let resumed: Run = try await answer(server, "/runs/\(run.id)/repetition", RunAgain(keepsSucceeded: true))
            let retried: Run = try await answer(server, "/runs/\(run.id)/repetition", RunAgain(keepsSucceeded: false))
            #expect(resumed.id != run.id && retried.id != resumed.id && resumed.stack == "far")
            #expect(bench.cluster.submitted.map(\.run.id) == [resumed.id, retried.id])
            #expect(bench.cluster.submitted.map(\.environment.server?.url) == [Self.url, Self.url])
            #expect(try await statuses(bench, resumed) == [.cached, .pending])
            #expect(try await statuses(bench, retried) == [.pending, .pending])
            let token = try #require(try await bench.cluster.submitted[0].environment.server?.runToken(resumed.id))
            #expect(try await server.send(.get, "/api/v1/runs/\(resumed.id)", token: token.revealed()).status == 200)
        }
    }

    @Test func `a run that goes on is not resumed`() async throws {
        try await withBench { bench, server in
            let run = Run(name: "digits-2", pipeline: "digits", stack: "far", createdAt: bench.now)
            try await bench.store.create(run, plan: bench.plan(on: bench.orchestrator))
            let again = RunAgain(keepsSucceeded: true)
            #expect(try await call(server, .post, "/runs/\(run.id)/repetition", again).status == 409)
        }
    }

    @Test func `what the cluster refuses is a run that failed, and the refusal is told`() async throws {
        try await withBench { bench, server in
            let run = try await bench.failedRun(on: bench.orchestrator)
            bench.cluster.fail(with: ApusError(.unauthorized, "the cluster does not know the token"))
            let again = RunAgain(keepsSucceeded: false)
            let response = try await call(server, .post, "/runs/\(run.id)/repetition", again)
            #expect(response.status == 422 && problem(response)?.detail == "the cluster does not know the token")
            #expect(try await bench.store.runs(RunQuery()).items.map(\.status) == [.failed, .failed])
        }
    }

    @Test func `a schedule is triggered, paused and resumed at its orchestrator`() async throws {
        try await withBench { bench, server in
            let schedule = try await bench.schedule(on: bench.orchestrator)
            let run: Run = try await answer(server, "/schedules/\(schedule.id)/trigger", JSONValue?.none)
            #expect(bench.cluster.submitted.map(\.run.id) == [run.id])
            #expect(run.origin?.name == "nightly")
            let path = "/schedules/\(schedule.id)/suspension"
            for isSuspended in [true, true, false] {
                let changed: Schedule = try await answer(
                    server, path, ScheduleSuspension(isSuspended: isSuspended), .put)
                #expect(changed.isSuspended == isSuspended)
                #expect(try await bench.store.schedule(schedule.id) == changed)
            }
            #expect(bench.cluster.suspensions == [true, false])
            bench.cluster.fail(with: ApusError(.unavailable, "the cluster cannot be reached"))
            let wanted = ScheduleSuspension(isSuspended: true)
            #expect(try await call(server, .put, path, wanted).status == 503)
            #expect(try await bench.store.schedule(schedule.id)?.isSuspended == false)
        }
    }

    @Test func `what a user's machine alone can reach is left to it, with the command`() async throws {
        try await withBench { bench, server in
            let run = try await bench.failedRun(on: bench.unconnected)
            let schedule = try await bench.schedule(on: bench.unconnected)
            let refusals = [
                try await call(server, .post, "/runs/\(run.id)/repetition", RunAgain(keepsSucceeded: true)),
                try await call(server, .post, "/schedules/\(schedule.id)/trigger", JSONValue?.none),
                try await call(
                    server, .put, "/schedules/\(schedule.id)/suspension", ScheduleSuspension(isSuspended: true)),
            ]
            #expect(refusals.map(\.status) == [422, 422, 422])
            #expect(
                refusals.map { problem($0)?.hint } == [
                    "apus run resume digits-1", "apus pipeline schedule trigger nightly",
                    "apus pipeline schedule pause nightly",
                ])
            #expect(bench.cluster.submitted.isEmpty && bench.cluster.suspensions.isEmpty)
            #expect(try await bench.store.runs(RunQuery()).items.count == 1)
        }
    }

    @Test func `nothing is submitted by a server that does not know how pods reach it`() async throws {
        try await withBench(baseURL: nil) { bench, server in
            let run = try await bench.failedRun(on: bench.orchestrator)
            let again = RunAgain(keepsSucceeded: true)
            let response = try await call(server, .post, "/runs/\(run.id)/repetition", again)
            #expect(response.status == 422 && problem(response)?.hint?.contains("--base-url") == true)
            #expect(bench.cluster.submitted.isEmpty)
        }
    }

    @Test func `a connector is verified, and what it does not reach is told`() async throws {
        try await withBench { bench, server in
            let path = "/connectors/\(bench.connector.id)/verification"
            let good: Listing<ConnectorReach> = try await answer(server, path, JSONValue?.none)
            #expect(good.items.map { $0.reports.map(\.resourceID) } == [["prod"]] && good.items[0].problem == nil)
            bench.peer.accept(SecretString("another"))
            let bad: Listing<ConnectorReach> = try await answer(server, path, JSONValue?.none)
            #expect(bad.items[0].problem?.summary == "the peer does not accept the token")
            #expect(bad.items[0].reports.isEmpty)
        }
    }

    @Test func `a component is connected after the connector was tried, in the form or later`() async throws {
        try await withBench { bench, server in
            let connection = ComponentConnection(connector: "cluster")
            let path = "/components/\(bench.unconnected.id)/connection"
            let connected: Component = try await answer(server, path, connection, .put)
            #expect(connected.connector == bench.orchestrator.connector)
            let wanted = ComponentRegistration(
                type: .orchestrator, name: "new", flavor: "noting", options: [:], connection: connection)
            let made: Component = try await answer(server, "/component-registrations", wanted)
            #expect(made.connector == bench.orchestrator.connector)
            let shelf = "/components/\(bench.shelf.id)/connection"
            #expect(try await call(server, .put, shelf, connection).status == 422)
            bench.peer.accept(SecretString("another"))
            #expect(try await call(server, .put, path, connection).status == 422)
            let other = ComponentRegistration(
                type: .orchestrator, name: "other", flavor: "noting", options: [:], connection: connection)
            #expect(try await call(server, .post, "/component-registrations", other).status == 422)
            #expect(try await bench.store.component(named: "other", of: .orchestrator) == nil)
        }
    }

    private static let url = "http://apus.example:8237"

    private func withBench(
        baseURL: String? = Self.url, _ body: @Sendable (ActionBench, ServerUnderTest) async throws -> Void
    ) async throws {
        let bench = try await ActionBench()
        try await withServer(bench.store, flavors: try bench.flavors, configure: { $0.baseURL = baseURL }) { server in
            try await body(bench, server)
        }
    }

    private func statuses(_ bench: ActionBench, _ run: Run) async throws -> [StepStatus] {
        try await bench.store.steps(of: run.id).sorted { $0.step < $1.step }.map(\.status)
    }

    private func problem(_ response: HTTPBufferedResponse) -> ProblemDetails? {
        try? CanonicalJSON.decode(ProblemDetails.self, from: response.body)
    }

    private func call(
        _ server: ServerUnderTest, _ method: HTTPMethod, _ path: String, _ body: (some Encodable)?
    ) async throws -> HTTPBufferedResponse {
        let content = try body.map { HTTPRequestBody.bytes(try CanonicalJSON.encode($0)) }
        return try await server.send(
            method, "/api/v1\(path)", token: try server.apiKey().revealed(), body: content ?? .none)
    }

    private func answer<Answer: Decodable>(
        _ server: ServerUnderTest, _ path: String, _ body: (some Encodable)?, _ method: HTTPMethod = .post
    ) async throws -> Answer {
        let response = try await call(server, method, path, body)
        try #require(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
        return try CanonicalJSON.decode(Answer.self, from: response.body)
    }
}
