import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite(
    "Schedules on a cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized,
    .timeLimit(.minutes(20)))
struct ScheduleClusterTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    @Test("a schedule fires, is paused, updated, triggered, made up for, repaired and deleted")
    func life() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let file = terminal.home.appending("minutely.yaml")
            try Data(Self.pipeline.utf8).write(to: URL(filePath: file.string))
            do {
                try await fires(file, terminal)
                try await changes(file, terminal)
                try await runsOutOfTurn(terminal)
                try await isRepaired(terminal)
                try await isDeleted(terminal)
            } catch {
                _ = try await testbed.kubectl("-n zenml delete cronjobs -l apus.dev/schedule-id", terminal)
                throw error
            }
        }
    }

    private static let pipeline = """
        name: minutely
        image: apus/python:3.11
        schedule: {cron: "* * * * *", concurrency_policy: Forbid}
        steps:
          only: {run: "echo for $APUS_SCHEDULED_AT"}
        """

    private func fires(_ file: FilePath, _ terminal: Terminal) async throws {
        let made = try await terminal.run("apus pipeline run \(file)")
        try #require(made.status == 0, "\(made)")
        #expect(made.talk.contains("It runs every minute (UTC)."), "\(made)")
        #expect(try await cronJobs(terminal).count == 1)
        try await terminal.wait(for: "a run that succeeded", orShow: "apus run list") {
            try await history(terminal).contains { $0["status"] == "succeeded" }
        }
        let run = try #require(try await history(terminal).first { $0["status"] == "succeeded" })
        let time = try #require(run["origin"]?["scheduledAt"]?.stringValue)
        #expect(time.hasSuffix(":00.000Z"))
        let name = try #require(run["name"]?.stringValue)
        #expect(try await terminal.must("apus run logs \(name)").contains("for \(time)"))
        let pods = try await testbed.kubectl("get pods -n zenml -l run=\(name) -o name", terminal)
        #expect(pods.split(separator: "\n").count == 2, "\(pods)")
        let runs = try await history(terminal)
        #expect(Set(runs.compactMap { $0["origin"]?["slot"] }).count == runs.count)
    }

    private func changes(_ file: FilePath, _ terminal: Terminal) async throws {
        try await terminal.must("apus pipeline schedule pause minutely")
        #expect(try await cronJobs(terminal).first?["spec"]?["suspend"] == true)
        try await terminal.wait(for: "the last run's end", orShow: "apus run list") {
            try await history(terminal).allSatisfy { $0["status"] == "succeeded" }
        }
        try await terminal.must(["apus", "pipeline", "run", file.string, "--schedule", "0 5 * * *"])
        let updated = try await cronJobs(terminal)
        #expect(updated.count == 1 && updated.first?["spec"]?["schedule"] == "0 5 * * *")
        #expect(updated.first?["spec"]?["suspend"] == true)
        try await terminal.must(["apus", "pipeline", "schedule", "update", "minutely", "--cron", "0 6 * * *"])
        try await terminal.must("apus pipeline schedule resume minutely")
        let spec = try await cronJobs(terminal).first?["spec"]
        #expect(spec?["schedule"] == "0 6 * * *" && spec?["suspend"] == false)
        #expect(spec?["concurrencyPolicy"] == "Forbid")
        #expect(try await terminal.must("apus pipeline schedule list -o name") == "minutely\n")
    }

    private func runsOutOfTurn(_ terminal: Terminal) async throws {
        let triggered = try await terminal.run("apus pipeline schedule trigger minutely --wait")
        #expect(triggered.status == 0 && triggered.output.contains("[only] for "), "\(triggered)")
        let line = "apus pipeline schedule backfill minutely --from 2026-01-30 --to 2026-01-31"
        let dry = try await terminal.must(line + " --dry-run")
        #expect(dry == "2026-01-30 06:00 +00:00\n2026-01-31 06:00 +00:00\n")
        let filled = try await terminal.run(line)
        #expect(filled.status == 0, "\(filled)")
        let lines = filled.output.split(separator: "\n").filter { $0.hasPrefix("[only]") }
        #expect(lines == ["[only] for 2026-01-30T06:00:00.000Z", "[only] for 2026-01-31T06:00:00.000Z"], "\(filled)")
        let before = try await history(terminal).count
        let again = try await terminal.run(line)
        #expect(again.status == 0 && again.talk.contains("2 times, 2 of which have a run already."), "\(again)")
        #expect(try await history(terminal).count == before)
    }

    private func isRepaired(_ terminal: Terminal) async throws {
        #expect(try await terminal.must("apus pipeline schedule repair").isEmpty)
        _ = try await testbed.kubectl("-n zenml delete cronjobs -l schedule=minutely", terminal)
        let said = try await terminal.must("apus pipeline schedule repair --dry-run")
        #expect(said == "minutely: the cluster does not have it; it is put there\n")
        #expect(try await cronJobs(terminal).isEmpty)
        try await terminal.must("apus pipeline schedule repair")
        #expect(try await cronJobs(terminal).first?["spec"]?["schedule"] == "0 6 * * *")
        #expect(try await terminal.must("apus pipeline schedule repair").isEmpty)
    }

    private func isDeleted(_ terminal: Terminal) async throws {
        let runs = try await history(terminal).count
        try await terminal.must("apus pipeline schedule delete minutely")
        #expect(try await cronJobs(terminal).isEmpty)
        #expect(try await terminal.must("apus pipeline schedule list -o name").isEmpty)
        try await terminal.wait(for: "the Secret to go", orShow: "apus run list") {
            try await testbed.kubectl("-n zenml get secrets -l schedule=minutely -o name", terminal).isEmpty
        }
        let kept = try await terminal.must("apus run list -o name --schedule minutely --limit 100")
        #expect(kept.split(separator: "\n").count == runs)
    }

    /// The runs of the schedule, newest first.
    private func history(_ terminal: Terminal) async throws -> [JSONValue] {
        try await items("apus pipeline schedule history minutely -o json --limit 100", terminal)
    }

    private func cronJobs(_ terminal: Terminal) async throws -> [JSONValue] {
        let text = try await testbed.kubectl("-n zenml get cronjobs -l schedule=minutely -o json", terminal)
        return try CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))["items"]?.arrayValue ?? []
    }

    private func items(_ line: String, _ terminal: Terminal) async throws -> [JSONValue] {
        let text = try await terminal.must(line)
        return try CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))["items"]?.arrayValue ?? []
    }
}
