import ApusCore
import ApusModel
import ApusSQL
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage
import Testing

@testable import ApusPostgres

@Suite(
    OnPostgres(),
    .enabled(if: PostgresServer.programs != nil, "PostgreSQL is not installed: Scripts/setup installs it"))
struct PostgresStoreTests {
    @Test(arguments: MetadataStoreConformance.Check.all)
    func `a store in PostgreSQL keeps the contract`(check: MetadataStoreConformance.Check) async throws {
        try await MetadataStoreConformance { try await store(in: database()) }.run(check)
    }

    @Test(arguments: MetadataStoreConformance.Check.all)
    func `it keeps the contract when every call comes from another server`(
        check: MetadataStoreConformance.Check
    ) async throws {
        try await MetadataStoreConformance {
            let url = try database()
            return AlternatingStore([try await store(in: url), try await store(in: url), try await store(in: url)])
        }.run(check)
    }

    @Test(arguments: AccountStoreConformance.Check.all)
    func `it keeps the contract of accounts`(check: AccountStoreConformance.Check) async throws {
        try await AccountStoreConformance { try await store(in: database()) }.run(check)
    }

    @Test func `of many servers that find an empty database, one makes the stack 'default'`() async throws {
        let url = try database()
        let stacks = try await withThrowingTaskGroup(of: [Stack].self) { group in
            for _ in 0..<8 { group.addTask { try await store(in: url).stacks() } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(stacks.count == 1)
        #expect(stacks.first?.map(\.name) == ["default"])
    }

    @Test func `a server that lost its connections makes new ones`() async throws {
        let url = try database()
        let store = try await store(in: url)
        let other = try PostgresConnection(PostgresAddress(url))
        for _ in 0..<3 {
            _ = try other.rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%' || ? || '%'",
                ["FROM stack ORDER BY name"])
            #expect(try await store.stacks().map(\.name) == ["default"])
        }
    }

    @Test func `changes of many servers to one run come one after the other`() async throws {
        let url = try database()
        let servers = [try await store(in: url), try await store(in: url)]
        let plan = Self.plan(steps: 40)
        let run = Run(name: "many-at-once", pipeline: plan.pipeline, stack: plan.stack, createdAt: Date())
        try await servers[0].create(run, plan: plan)
        try await withThrowingDiscardingTaskGroup { group in
            for (index, step) in plan.steps.enumerated() {
                group.addTask {
                    let key = Attempt.Key(run: run.id, step: step.name, number: 1)
                    try await servers[index % 2].launch(key, inputs: [:], cacheKey: nil, at: Date())
                }
            }
        }
        let steps = try await servers[0].steps(of: run.id)
        #expect(steps.allSatisfy { $0.status == .launching })
    }

    @Test func `what cannot be opened is said with what to do`() async throws {
        let url = try database()
        let port = try #require(PostgresServer.current).port
        let cases: [(url: String, code: ApusError.Code, says: String)] = [
            ("postgresql://apus@127.0.0.1:1/apus", .unavailable, "postgresql://127.0.0.1:1/apus cannot be reached"),
            ("postgresql://apus@127.0.0.1:\(port)/nothing", .unavailable, "\"nothing\" does not exist"),
            ("postgres//apus", .invalidConfiguration, "the database URL cannot be read"),
        ]
        for (url, code, says) in cases {
            let error = await #expect(throws: ApusError.self) { try await store(in: SecretString(url)) }
            #expect(error?.code == code)
            #expect("\(String(describing: error))".contains(says), "\(String(describing: error))")
        }
        _ = try await store(in: url)
        try PostgresConnection(PostgresAddress(url)).execute("UPDATE apus_schema SET version = 99")
        let error = await #expect(throws: ApusError.self) { try await store(in: url) }
        #expect(error?.code == .unsupported)
    }

    @Test func `tables of the first schema open with what runs name in artifact stores`() async throws {
        let url = try database()
        let digest = "sha256:" + String(repeating: "ab", count: 32)
        let old = try PostgresConnection(PostgresAddress(url))
        try old.execute(PostgresSchema.initial)
        try old.execute("CREATE TABLE apus_schema (version BIGINT NOT NULL)")
        try old.execute("INSERT INTO apus_schema (version) VALUES (1)")
        let run = Run(name: "old", pipeline: "p", stack: "s", status: .succeeded, createdAt: Date())
        let output = Artifact(digest: try #require(ContentDigest(digest)), size: 1 << 33, kind: .file)
        let step = StepRun(
            run: run.id, step: "a", status: .succeeded, attempts: [Attempt(number: 1, launchedAt: Date())],
            outputs: ["x": output, "y": output])
        try old.change(
            """
            INSERT INTO run (id, name, pipeline, status, created_at, body, plan)
            VALUES (?, 'old', 'p', 'succeeded', 1, ?, ?)
            """,
            [
                run.id.rawValue, try CanonicalJSON.text(run),
                try CanonicalJSON.text(RunPlan(pipeline: "p", stack: "s", steps: [])),
            ])
        try old.change(
            "INSERT INTO step_run (run, position, step, status, body, plan) VALUES (?, 0, 'a', 'succeeded', ?, '{}')",
            [run.id.rawValue, try CanonicalJSON.text(step)])
        let store = try await store(in: url)
        let survey = try await store.survey([run.id])
        #expect(survey.artifacts == [.init(digest: output.digest, size: 1 << 33, uses: 1, allUses: 1)])
        #expect(survey.runs == [.init(run: run.id, attempts: 1, artifactStore: nil)])
    }

    private static func plan(steps count: Int) -> RunPlan {
        let steps = (0..<count).map { PlannedStep(name: "s\($0)", command: .shell("true")) }
        return RunPlan(pipeline: "wide", stack: Stack.defaultName, steps: steps)
    }

    private func database() throws -> SecretString { try #require(PostgresServer.current).database() }

    private func store(in url: SecretString) async throws -> PostgresStore {
        let vault = SecretVault(
            environment: ["APUS_SECRET_KEY": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="], file: "/nowhere/apus.key",
            logger: Logger(label: "test"))
        return try await PostgresStore(url: url, vault: vault, connections: 3)
    }
}
