import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@testable import ApusCommands

@Suite("Pruning")
struct PruningTests {
    private let store = InMemoryMetadataStore()
    private let artifacts = InMemoryArtifactStore()
    private let component = Component(
        type: .artifactStore, name: "bucket", flavor: "memory", createdAt: Date(timeIntervalSince1970: 0))

    /// A run that is over, whose one step kept `contents` and printed a line.
    private func makeRun(_ name: String, keeping contents: [String]) async throws -> Run {
        let now = Date()
        let run = Run(name: name, pipeline: "p", stack: "s", createdAt: now)
        let step = PlannedStep(name: "a", command: .shell("true"))
        try await store.create(run, plan: RunPlan(pipeline: "p", stack: "s", components: [component], steps: [step]))
        let key = Attempt.Key(run: run.id, step: "a", number: 1)
        try await store.launch(key, inputs: [:], cacheKey: nil, at: now)
        _ = try await store.claim(key, holder: "x", at: now)
        var outputs: [String: Artifact] = [:]
        for text in contents {
            let digest = try #require(ContentDigest(String(repeating: text, count: 64)))
            let artifact = Artifact(digest: digest, size: 10, kind: .file)
            try await artifacts.write(Data(text.utf8), to: artifact.key)
            outputs["o\(text)"] = artifact
        }
        _ = try await store.reserve(Array(outputs.values), for: key, at: now)
        let report = AttemptReport(attempt: key, holder: "x", outcome: .succeeded(outputs: outputs))
        _ = try await store.report(report, at: now)
        try await artifacts.write(Data("{}\n".utf8), to: "logs/\(run.id)/a/1/000001.log")
        return try await store.advance(run.id, to: .succeeded, reason: nil, at: now)
    }

    private func pruning(_ error: ApusError? = nil, keepsArtifacts: Bool = false, keepsLogs: Bool = false) -> Pruning {
        let stores = ArtifactStores { [artifacts] _ in
            if let error { throw error }
            return artifacts
        }
        return Pruning(store: store, artifactStores: stores, keepsArtifacts: keepsArtifacts, keepsLogs: keepsLogs)
    }

    private func kept() async throws -> [String] { try await artifacts.keys(withPrefix: "") }

    @Test func `a forecast counts what no other run has, and changes nothing`() async throws {
        var runs: [Run] = []
        for index in 0..<230 { runs.append(try await makeRun("r\(index)", keeping: index < 3 ? ["a", "b"] : ["b"])) }
        let before = try await kept()
        let all = try await pruning().forecast(runs)
        #expect(all.attempts == 230 && all.artifacts == 2 && all.bytes == 20 && !all.done)
        let some = try await pruning().forecast(Array(runs.prefix(229)))
        #expect(some.artifacts == 1 && some.bytes == 10)
        let few = try await pruning().forecast(Array(runs.prefix(2)))
        #expect(few.artifacts == 0 && few.attempts == 2)
        #expect(try await kept() == before)
        let (done, left) = (try await pruning().remove(runs), try await kept())
        #expect(done.runs.count == 230 && done.artifacts == 2 && done.bytes == 20 && done.done)
        #expect(left.isEmpty, "\(left)")
    }

    @Test func `what goes is the runs, their logs, and what no other run has`() async throws {
        let old = try await makeRun("old", keeping: ["a", "b"])
        let new = try await makeRun("new", keeping: ["b"])
        let report = try await pruning().remove([old])
        #expect(report.runs.map(\.name) == ["old"] && report.artifacts == 1 && report.left.isEmpty)
        let digest = try #require(ContentDigest(String(repeating: "b", count: 64)))
        #expect(try await kept() == [Artifact.key(of: digest), "logs/\(new.id)/a/1/000001.log"])
        #expect(try await store.runs(RunQuery()).items.map(\.name) == ["new"])
        _ = try await pruning().remove([new])
        #expect(try await kept().isEmpty)
    }

    @Test func `what runs deleted by hand left goes with the next pruning`() async throws {
        try await store.deleteRun(makeRun("old", keeping: ["a"]).id)
        #expect(try await kept().count == 2)
        #expect(try await pruning().remove([]).artifacts == 1)
        #expect(try await kept().count == 1, "the log stays where it is")
    }

    @Test func `runs stay whose logs cannot be deleted, and contents that cannot be deleted go later`() async throws {
        let run = try await makeRun("old", keeping: ["a"])
        let away = ApusError(.unavailable, "the bucket is away")
        let stuck = try await pruning(away).remove([run])
        #expect(stuck.runs.isEmpty && stuck.left.map(\.what) == ["run 'old'"])
        #expect(stuck.left.first?.reason.contains("the bucket is away") == true)
        #expect(try await store.runs(RunQuery()).items.map(\.name) == ["old"])
        let half = try await pruning(away, keepsLogs: true).remove([run])
        #expect(half.runs.map(\.name) == ["old"] && half.artifacts == 0)
        #expect(half.left.map(\.what) == ["1 artifact in artifact store 'bucket'"])
        let rest = try await pruning().remove([])
        #expect(rest.artifacts == 1 && rest.left.isEmpty)
    }

    @Test func `contents can be kept for good, and then no artifact store is asked`() async throws {
        let run = try await makeRun("old", keeping: ["a"])
        let away = ApusError(.unavailable, "the bucket is away")
        let report = try await pruning(away, keepsArtifacts: true, keepsLogs: true).remove([run])
        #expect(report.runs.map(\.name) == ["old"] && report.artifacts == 0 && report.left.isEmpty)
        #expect(try await pruning().remove([]).artifacts == 0)
        #expect(try await kept().count == 2)
    }
}
