import ApusAPI
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@testable import ApusServer

@Suite("Conditional requests") struct ConditionTests {
    @Test(arguments: [
        ("\"a\"", false), ("*", true), ("\"a\", TAG", true), ("W/TAG", true), ("", false),
    ])
    func `If-None-Match is compared weakly`(header: String, isNamed: Bool) {
        let tag = EntityTag(of: Data("x".utf8))
        let header = header.replacing("TAG", with: tag.text)
        #expect(tag.isNamed(inNoneMatch: header) == isNamed)
        #expect(tag.isNamed(inMatch: header) == (isNamed && !header.hasPrefix("W/")))
    }

    @Test(arguments: [
        "components/{component}", "connectors/{connector}", "schedules/{schedule}", "schedules/{schedule}/plan",
        "runs/{run}", "runs/{run}/plan",
    ])
    func `a resource that the caller has is not sent again`(template: String) async throws {
        let samples = Samples()
        try await withServer(try await samples.stored()) { server in
            var request = try server.request(path(template, samples))
            let first = try await server.client.send(request)
            let tag = try #require(first.headers["ETag"])
            request.headers["If-None-Match"] = tag
            let second = try await server.client.send(request)
            #expect(second.status == 304)
            #expect(second.headers["ETag"] == tag)
            #expect(second.body.isEmpty)
            request.headers["If-None-Match"] = "\"another\""
            #expect(try await server.client.send(request).body == first.body)
        }
    }

    @Test func `a change of what was changed meanwhile is refused, and one of what was read is made`() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        try await withServer(store) { server in
            let path = path("components/{component}", samples)
            let tag = try await server.client.send(server.request(path)).headers["ETag"]
            var (mine, theirs) = (samples.component, samples.component)
            mine.labels = ["by": "me"]
            theirs.labels = ["by": "them"]
            #expect(try await put(theirs, to: path, ifMatch: tag, server) == 204)
            #expect(try await put(mine, to: path, ifMatch: tag, server) == 412)
            #expect(try await store.component(mine.id) == theirs)
            let now = try await server.client.send(server.request(path)).headers["ETag"]
            #expect(try await put(mine, to: path, ifMatch: now, server) == 204)
            #expect(try await store.component(mine.id) == mine)
        }
    }

    @Test func `what was changed meanwhile is not deleted`() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        try await withServer(store) { server in
            let path = path("connectors/{connector}", samples)
            var request = try server.request(path)
            request.method = .delete
            request.headers["If-Match"] = "\"another\""
            #expect(try await server.client.send(request).status == 412)
            #expect(try await store.connector(samples.connector.id) != nil)
            request.headers["If-Match"] = try await server.client.send(server.request(path)).headers["ETag"]
            #expect(try await server.client.send(request).status == 204)
            #expect(try await server.client.send(request).status == 404)
        }
    }

    private func path(_ template: String, _ samples: Samples) -> String {
        "/api/v1/"
            + template.replacing("{component}", with: samples.component.id.rawValue)
            .replacing("{connector}", with: samples.connector.id.rawValue)
            .replacing("{schedule}", with: samples.schedule.id.rawValue)
            .replacing("{run}", with: samples.run.id.rawValue)
    }

    private func put(
        _ component: Component, to path: String, ifMatch: String?, _ server: ServerUnderTest
    ) async throws -> Int {
        var request = try server.request(path)
        request.method = .put
        request.headers["If-Match"] = ifMatch
        let record = ComponentRecord(component: component, secrets: SecretValues([:]))
        request.body = .bytes(try CanonicalJSON.encode(record))
        return try await server.client.send(request).status
    }
}
