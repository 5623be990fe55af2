import ApusAPI
import ApusClient
import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Synchronization
import SystemPackage
import Testing

@Suite struct AuthorisationTests {
    @Test func `users may do everything`() async throws {
        try await expect([.users, .run, .schedule, .everyone]) { server, _ in try server.store() }
    }

    @Test func `the token of a run may touch that run and nothing else`() async throws {
        try await expect([.run, .everyone]) { server, samples in
            try server.store(try await server.store().runToken(for: samples.run.id))
        }
    }

    @Test func `the token of another run may not touch the run`() async throws {
        try await expect([.everyone]) { server, samples in
            try server.store(try await server.store().runToken(for: samples.otherRun.id))
        }
    }

    @Test func `the token of a schedule may start its runs and do nothing else`() async throws {
        try await expect([.schedule]) { server, samples in
            try server.store(try await server.store().scheduleToken(for: samples.schedule.id))
        }
    }

    @Test func `the token of another schedule may not start them`() async throws {
        let samples = Samples()
        try await withServer(try await samples.stored()) { server in
            let token = try await server.store().scheduleToken(for: samples.otherSchedule.id)
            let error = await failure {
                _ = try await server.store(token).fire(samples.schedule.id, .triggered("x"), by: nil, at: samples.now)
            }
            #expect(error?.code == .forbidden)
            #expect(error?.reason == "the token is for another schedule")
        }
    }

    @Test func `the run that a schedule's token starts has a token of its own, which may touch that run only`()
        async throws
    {
        let samples = Samples()
        try await withServer(try await samples.stored()) { server in
            let starter = try server.store(try await server.store().scheduleToken(for: samples.schedule.id))
            let firing = Firing.scheduled(samples.now)
            let (run, token) = try await starter.start(firing, of: samples.schedule.id, by: "j", at: samples.now)
            let runToken: SecretString = try #require(token)
            let driver = try server.store(runToken)
            #expect(try await driver.run(run.id) == run)
            #expect(await failure { _ = try await driver.run(samples.run.id) }?.code == .forbidden)
            let again = try await starter.start(firing, of: samples.schedule.id, by: "j", at: samples.now + 60)
            #expect(again.run == run)
            #expect(again.token != nil)
            _ = try await driver.advance(run.id, to: .succeeded, reason: nil, at: samples.now)
            #expect(try await starter.start(firing, of: samples.schedule.id, by: "j", at: samples.now).token == nil)
        }
    }

    @Test func `the token of a schedule is worth nothing once the schedule is gone, and does not end before`()
        async throws
    {
        let clock = Mutex(Date())
        let samples = Samples()
        try await withServer(try await samples.stored(), now: { clock.withLock { $0 } }) { server in
            let starter = try server.store(try await server.store().scheduleToken(for: samples.schedule.id))
            clock.withLock { $0 += 10 * 365 * 86_400 }
            _ = try await starter.fire(samples.schedule.id, .triggered("x"), by: nil, at: samples.now)
            try await server.store().deleteSchedule(samples.schedule.id)
            let error = await failure {
                _ = try await starter.fire(samples.schedule.id, .triggered("y"), by: nil, at: samples.now)
            }
            #expect(error?.code == .notFound)
            let none = await failure { _ = try await server.store().scheduleToken(for: samples.schedule.id) }
            #expect(none?.code == .notFound)
        }
    }

    @Test(arguments: ["", "apus_wrong", "a.b.c", "apus_ ", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."])
    func `nobody else may do anything`(token: String) async throws {
        let samples = Samples()
        try await withServer(try await samples.stored()) { server in
            for call in StoreCall.all {
                let error = await failure { try await call.make(server.store(SecretString(token)), samples) }
                #expect(error?.code == .unauthorized, "\(call)")
                #expect(error?.hint == "apus login \(server.url)", "\(call)")
            }
        }
    }

    @Test func `a token is good until it expires, and without a lifetime of its own as long as its run goes on`()
        async throws
    {
        let clock = Mutex(Date())
        let samples = Samples()
        try await withServer(try await samples.stored(), now: { clock.withLock { $0 } }) { server in
            let store = try server.store()
            let usual = try server.store(try await store.runToken(for: samples.run.id))
            let short = try server.store(try await store.runToken(for: samples.run.id, lifetime: .seconds(60)))
            clock.withLock { $0 += 58 }
            #expect(try await short.run(samples.run.id) == samples.run)
            clock.withLock { $0 += 2 }
            let error = await failure { _ = try await short.run(samples.run.id) }
            #expect(error?.code == .unauthorized)
            #expect(error?.reason?.contains("expired") == true)
            clock.withLock { $0 += 23 * 3600 }
            #expect(try await usual.run(samples.run.id) == samples.run)
            clock.withLock { $0 += 40 * 24 * 3600 }
            #expect(try await usual.run(samples.run.id) == samples.run)
            _ = try await store.advance(samples.run.id, to: .failed, reason: nil, at: samples.now)
            clock.withLock { $0 += 1 }
            #expect(await failure { _ = try await usual.run(samples.run.id) }?.code == .unauthorized)
        }
    }

    @Test(arguments: [nil, 7 * 86_400])
    func `a token is good for a quarter of an hour after its run is over, whatever its lifetime`(
        lifetime: Int?
    ) async throws {
        let samples = Samples()
        let clock = Mutex(samples.now)
        try await withServer(try await samples.stored(), now: { clock.withLock { $0 } }) { server in
            let token = try await server.store().runToken(
                for: samples.run.id, lifetime: lifetime.map { .seconds($0) })
            let driver = try server.store(token)
            clock.withLock { $0 += 60 }
            _ = try await driver.advance(samples.run.id, to: .failed, reason: nil, at: samples.now + 60)
            clock.withLock { $0 += 899 }
            #expect(try await driver.run(samples.run.id)?.status == .failed)
            clock.withLock { $0 += 1 }
            let error = await failure { _ = try await driver.run(samples.run.id) }
            #expect(error?.code == .unauthorized)
            #expect(error?.reason?.contains("ended with run 'one'") == true)
        }
    }

    @Test func `a token is worth nothing once its run is deleted`() async throws {
        let samples = Samples()
        let clock = Mutex(samples.now)
        try await withServer(try await samples.stored(), now: { clock.withLock { $0 } }) { server in
            let driver = try server.store(try await server.store().runToken(for: samples.run.id))
            _ = try await driver.advance(samples.run.id, to: .failed, reason: nil, at: samples.now)
            try await server.store().deleteRun(samples.run.id)
            clock.withLock { $0 += 2 }
            #expect(await failure { _ = try await driver.info() }?.code == .unauthorized)
        }
    }

    @Test(arguments: [0, -1, 32 * 24 * 3600])
    func `a token is not made for any length of time`(seconds: Int) async throws {
        let samples = Samples()
        try await withServer(try await samples.stored()) { server in
            let error = await failure {
                _ = try await server.store().runToken(for: samples.run.id, lifetime: .seconds(seconds))
            }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test func `a token is not made for a run that is not there`() async throws {
        try await withServer { server in
            #expect(await failure { _ = try await server.store().runToken(for: .make()) }?.code == .notFound)
        }
    }

    @Test func `the token of another server is not accepted, not even with the same key`() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        try await withScratchFolder { folder in
            let token = try await withServer(store, folder: folder) { server in
                try await server.store().runToken(for: samples.run.id)
            }
            try await withServer(store, folder: folder) { server in
                let seen = try await server.store(token).run(samples.run.id)
                #expect(seen == samples.run)
            }
            try Data("another".utf8).write(to: URL(filePath: folder.appending("server-id").string))
            try await withServer(store, folder: folder) { server in
                #expect(await failure { _ = try await server.store(token).info() }?.code == .unauthorized)
            }
        }
    }

    /// Makes every call with a store of its own and expects those to be refused whose access is not `allowed`.
    private func expect(
        _ allowed: Set<StoreCall.Access>,
        as caller: @Sendable (ServerUnderTest, Samples) async throws -> RemoteStore
    ) async throws {
        for call in StoreCall.all {
            let samples = Samples()
            let stored = try await samples.stored()
            // Those that read to the end need one.
            if call.description.hasSuffix("did not change") {
                _ = try await stored.advance(samples.run.id, to: .failed, reason: nil, at: samples.now)
            }
            try await withServer(stored) { server in
                let store = try await caller(server, samples)
                let error = await failure { try await call.make(store, samples) }
                if allowed.contains(call.access) {
                    #expect(error?.code != .forbidden && error?.code != .unauthorized, "\(call): \(error as Any)")
                } else {
                    #expect(error?.code == .forbidden, "\(call): \(error as Any)")
                }
            }
        }
    }
}
