import ApusClient
import ApusCore
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Keys that sign tokens")
struct TokenKeyTests {
    /// Signed by HS256 with 32 times `ab` as the key, as an earlier version did: `{"iss":"server-1","sub":"run-1",…}`.
    private static let earlierRunToken = """
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzZXJ2ZXItMSIsInN1YiI6InJ1bi0xIiwiaWF0IjoxNzAwMDAwMDAwfQ.\
        9DopOemodtaBHPlrlvpnPH-a8CF5lbQ5y8AtfMMijq8
        """
    /// `{"iss":"server-1","sub":"schedule-1","aud":"schedule",…}`.
    private static let earlierScheduleToken = """
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
        eyJpc3MiOiJzZXJ2ZXItMSIsInN1YiI6InNjaGVkdWxlLTEiLCJhdWQiOiJzY2hlZHVsZSIsImlhdCI6MTcwMDAwMDAwMH0.\
        j-SPMaVQGbzsZSMtLKDq6WwS-XBqzzs8wmovri-AvlY
        """

    @Test("tokens of an earlier version stay good after the upgrade, and after a rotation")
    func earlier() async throws {
        let samples = Samples()
        let store = InMemoryMetadataStore()
        let run = Run(
            id: Identifier(rawValue: "run-1"), name: "old", pipeline: "digits", stack: "default", createdAt: samples.now
        )
        try await store.create(run, plan: samples.plan)
        let schedule = Schedule(
            id: Identifier(rawValue: "schedule-1"), name: "old", pipeline: "digits", stack: "default",
            cron: try CronExpression("@daily"), createdAt: samples.now)
        try await store.create(schedule, plan: samples.plan)
        try await withScratchFolder { folder in
            for (name, text) in [("server-id", "server-1"), ("token-key", String(repeating: "ab", count: 32))] {
                try Data(text.utf8).write(to: URL(filePath: folder.appending(name).string))
            }
            try await withServer(store, folder: folder) { server in
                let driver = try server.store(SecretString(Self.earlierRunToken))
                let starter = try server.store(SecretString(Self.earlierScheduleToken))
                #expect(try await driver.run(run.id) == run)
                _ = try await server.store().rotateTokenKeys()
                #expect(try await driver.run(run.id) == run)
                _ = try await starter.fire(schedule.id, .triggered("x"), by: nil, at: samples.now)
                #expect(await failure { _ = try await starter.run(run.id) }?.code == .forbidden)
            }
        }
    }

    @Test("a token is good after the key that signed it was rotated, also by the next process")
    func rotation() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        try await withScratchFolder { folder in
            let (run, schedule) = try await withServer(store, folder: folder) { server in
                let admin = try server.store()
                let tokens = (
                    try await admin.runToken(for: samples.run.id),
                    try await admin.scheduleToken(for: samples.schedule.id)
                )
                let first = try await admin.rotateTokenKeys()
                #expect(try await admin.rotateTokenKeys() != first)
                try await check(tokens.0, tokens.1, server, samples)
                return tokens
            }
            try await withServer(store, folder: folder) { server in
                try await check(run, schedule, server, samples)
                let new = try await server.store().runToken(for: samples.run.id)
                #expect(try await server.store(new).run(samples.run.id) == samples.run)
            }
            let keys = try keys(in: folder)
            #expect(keys.filter { $0["privateKey"] != nil }.count == 1, "retired keys can still sign")
        }
    }

    @Test("a key signs for 90 days; retired keys stay while their runs go on, and those of schedules for good")
    func ages() async throws {
        let samples = Samples()
        let clock = TestMoment(samples.now)
        let store = try await samples.stored()
        _ = try await store.advance(samples.otherRun.id, to: .failed, reason: nil, at: samples.now)
        try await withScratchFolder { folder in
            try await withServer(store, folder: folder, now: { clock.now }) { server in
                let admin = try server.store()
                let token = try await admin.runToken(for: samples.run.id)
                clock.advance(by: 89 * 86_400)
                _ = try await admin.runToken(for: samples.run.id)
                #expect(try keys(in: folder).count == 1)
                clock.advance(by: 86_400)
                _ = try await admin.runToken(for: samples.run.id)
                #expect(try keys(in: folder).count == 2)
                #expect(try await server.store(token).run(samples.run.id) == samples.run)

                _ = try await admin.scheduleToken(for: samples.schedule.id)
                _ = try await admin.rotateTokenKeys()
                #expect(try keys(in: folder).count == 3)
                _ = try await store.advance(samples.run.id, to: .failed, reason: nil, at: clock.now)
                clock.advance(by: 900)
                _ = try await admin.rotateTokenKeys()
                #expect(try keys(in: folder).count == 3, "the first key is forgotten, that of a schedule is not")
                clock.advance(by: 900)
                _ = try await admin.rotateTokenKeys()
                #expect(try keys(in: folder).count == 3)
            }
        }
    }

    @Test("tokens that are signed while keys rotate are good, each of them")
    func crowd() async throws {
        let samples = Samples()
        try await withServer(try await samples.stored()) { server in
            let admin = try server.store()
            let tokens = try await withThrowingTaskGroup(of: SecretString?.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        if number % 10 == 5 {
                            _ = try await admin.rotateTokenKeys()
                            return nil
                        }
                        return try await admin.runToken(for: samples.run.id)
                    }
                }
                return try await group.reduce(into: [SecretString]()) { tokens, token in
                    if let token { tokens.append(token) }
                }
            }
            #expect(tokens.count == 18)
            for token in tokens { #expect(try await server.store(token).run(samples.run.id) == samples.run) }
            let keys = try keys(in: server.folder)
            #expect(keys.filter { $0["privateKey"] != nil }.count == 1)
        }
    }

    @Test("a damaged file is said to be")
    func damage() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("token-keys.json")
            try Data("[{}]".utf8).write(to: URL(filePath: file.string))
            let error = await failure { try await withServer(InMemoryMetadataStore(), folder: folder) { _ in } }
            #expect(error?.code == .corrupted)
            #expect(error?.summary.contains(file.string) == true)
        }
    }

    private func check(
        _ run: SecretString, _ schedule: SecretString, _ server: ServerUnderTest, _ samples: Samples
    ) async throws {
        #expect(try await server.store(run).run(samples.run.id) == samples.run)
        let firing = Firing.triggered("x")
        _ = try await server.store(schedule).fire(samples.schedule.id, firing, by: nil, at: samples.now)
    }

    private func keys(in folder: FilePath) throws -> [[String: JSONValue]] {
        let data = try Data(contentsOf: URL(filePath: folder.appending("token-keys.json").string))
        return try CanonicalJSON.decode([[String: JSONValue]].self, from: data)
    }
}
