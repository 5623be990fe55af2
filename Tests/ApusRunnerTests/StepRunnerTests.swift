import ApusCore
import ApusModel
import ApusRunner
import ApusTestKit
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@Suite("Step runner", .timeLimit(.minutes(20)))
struct StepRunnerTests {
    @Test("a refused claim runs nothing")
    func refused() async throws {
        try await withScratchFolder { folder in
            let authority = ScriptedAuthority(.refused(reason: "taken"))
            let outcome = try await RunnerBench(folder).run(authority)
            #expect(outcome == .refused(reason: "taken"))
            #expect(authority.reports.isEmpty)
        }
    }

    @Test("the last line is announced once all lines are shown", arguments: ["seq 1 500; printf end", "exit 3"])
    func lastLine(command: String) async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            _ = try await bench.run(ScriptedAuthority(.granted(bench.assignment(command))))
            #expect(bench.countAtEnd == (command == "exit 3" ? 0 : 501))
        }
    }

    @Test("an attempt that is not launched yet is asked for again until it is")
    func early() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let authority = ScriptedAuthority(.granted(bench.assignment("true")), early: 3)
            let outcome = try await bench.run(authority)
            #expect(outcome == .succeeded)
            #expect(authority.reports.count == 1)
        }
    }

    @Test("a request to stop ends the wait for the launch, and nothing runs")
    func stoppedBeforeLaunch() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let authority = ScriptedAuthority(.granted(bench.assignment("true")), early: .max)
            let (signals, feed) = AsyncStream.makeStream(of: Int32.self)
            feed.yield(SIGTERM)
            let outcome = try await bench.run(authority, signals: signals)
            #expect(outcome == .refused(reason: "it was asked to stop before the attempt was launched"))
            #expect(authority.reports.isEmpty)
        }
    }

    @Test("outputs are kept under their digests, and nothing stays behind")
    func outputs() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let authority = ScriptedAuthority(
                .granted(
                    bench.assignment(
                        "printf abc > $APUS_OUTPUT_MODEL_1; printf 42 > $APUS_OUTPUT_N", outputs: ["model-1", "n"])))
            #expect(try await bench.run(authority) == .succeeded)
            let report = try #require(authority.reports.first)
            #expect(report.holder == "test" && report.attempt == bench.attempt)
            let digest = try #require(ContentDigest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
            guard case .succeeded(let outputs) = report.outcome else { throw ApusError(.internalFailure, "\(report)") }
            #expect(outputs["model-1"] == Artifact(digest: digest, size: 3, kind: .file))
            #expect(outputs["n"]?.kind == .json)
            #expect(
                try await bench.artifacts.data(
                    at: "artifacts/sha256/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                    == Data("abc".utf8))
            #expect(try bench.leftovers().isEmpty)
        }
    }

    @Test(
        "a command that does not do its part fails the attempt",
        arguments: [
            ("exit 7", AttemptFailure(.command, "the command ended with exit code 7", exitCode: 7)),
            ("kill -SEGV $$", AttemptFailure(.command, "the command was ended by SIGSEGV", exitCode: 139)),
            ("true", AttemptFailure(.outputs, "the command left no output 'x': there is nothing at $APUS_OUTPUT_X")),
        ])
    func failures(command: String, failure: AttemptFailure) async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let authority = ScriptedAuthority(.granted(bench.assignment(command, outputs: ["x"])))
            let outcome = try await bench.run(authority)
            #expect(outcome == .failed(failure))
            #expect(authority.reports.map(\.outcome) == [.failed(failure)])
            #expect(try bench.leftovers().isEmpty)
        }
    }

    @Test("an output that is no file or folder, or cannot be kept, is named")
    func unkept() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let authority = ScriptedAuthority(.granted(bench.assignment("mkfifo $APUS_OUTPUT_X", outputs: ["x"])))
            guard case .failed(let odd) = try await bench.run(authority) else {
                throw ApusError(.internalFailure, "it succeeded")
            }
            #expect(odd.kind == .outputs && odd.message.hasPrefix("output 'x' cannot be kept"))
            bench.artifacts.failWrites(with: ApusError(.storageFull, "the disk is full"))
            let second = ScriptedAuthority(.granted(bench.assignment("echo 1 > $APUS_OUTPUT_X", outputs: ["x"])))
            #expect(
                try await bench.run(second)
                    == .failed(AttemptFailure(.outputs, "output 'x' cannot be kept: the disk is full")))
        }
    }

    @Test("an input that is missing or damaged keeps the command from starting")
    func badInputs() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let digest = try #require(ContentDigest(bytes: [UInt8](repeating: 1, count: 32)))
            let artifact = Artifact(digest: digest, size: 3, kind: .file)
            let assignment = bench.assignment("echo ran", inputs: ["data": artifact])
            for expected in ["there is nothing under", "is not what was kept there"] {
                guard case .failed(let failure) = try await bench.run(ScriptedAuthority(.granted(assignment))) else {
                    throw ApusError(.internalFailure, "it succeeded")
                }
                #expect(failure.kind == .permanent)
                #expect(failure.message.contains("input 'data'") && failure.message.contains(expected))
                try await bench.artifacts.write(Data("abc".utf8), to: artifact.key)
            }
            #expect(bench.printed.isEmpty)
        }
    }

    @Test("a folder for temporary files that cannot be made is named")
    func noFolder() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let place = folder.appending("temporary")
            try Data("a file".utf8).write(to: URL(filePath: place.string))
            guard case .failed(let failure) = try await bench.run(ScriptedAuthority(.granted(bench.assignment("true"))))
            else { throw ApusError(.internalFailure, "it succeeded") }
            #expect(failure.kind == .infrastructure)
            #expect(failure.message.contains("the folder '\(place)"), "\(failure.message)")
        }
    }

    @Test("a report that does not count is said to be superseded")
    func superseded() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let outcome = try await bench.run(ScriptedAuthority(.granted(bench.assignment("true")), accepts: false))
            #expect(outcome == .superseded)
        }
    }

    @Test("secrets are covered in the log and on the console, and kept from the command")
    func secrets() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let authority = ScriptedAuthority(
                .granted(
                    bench.assignment(
                        "echo key=hunter2 token=run-token; echo line-two-of-it; echo [$APUS_RUN_TOKEN$APUS_SERVER_URL]",
                        secretOptions: ["secret_access_key"])),
                secrets: [
                    "secret_access_key": SecretString("hunter2"), "pem": SecretString("line-one\nline-two-of-it"),
                ])
            let environment = ["APUS_RUN_TOKEN": "run-token", "APUS_SERVER_URL": "http://127.0.0.1:1"]
            let outcome = try await bench.run(authority, environment: environment)
            #expect(outcome == .succeeded)
            #expect(bench.printed == ["key=*** token=***", "***", "[]"])
            #expect(try await bench.log().map(\.text) == bench.printed)
        }
    }

    @Test("the command sees the step's secrets as variables under its own, and they are covered in the log")
    func secretVariables() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let authority = ScriptedAuthority(
                .granted(
                    bench.assignment(
                        "echo $TOKEN; echo $LEVEL; [ $TOKEN = hunter2 ]", environment: ["LEVEL": "own-level"],
                        secrets: ["aws"])),
                variables: ["TOKEN": SecretString("hunter2"), "LEVEL": SecretString("covered")])
            let outcome = try await bench.run(authority)
            #expect(outcome == .succeeded)
            #expect(bench.printed == ["***", "own-level"])
        }
    }

    @Test("a request to stop reaches the command, which may still tidy up")
    func stopped() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let (signals, feed) = AsyncStream.makeStream(of: Int32.self)
            let authority = ScriptedAuthority(
                .granted(bench.assignment("trap 'echo tidy; exit 0' TERM; echo ready; sleep 1000 & wait")))
            async let outcome = bench.run(authority, signals: signals)
            await bench.waits(for: "ready")
            feed.yield(SIGTERM)
            let failure = AttemptFailure(
                .infrastructure,
                "the attempt was asked to stop by SIGTERM while its command ran, which ended with exit code 0",
                exitCode: 0)
            let seen = try await outcome
            #expect(seen == .failed(failure))
            #expect(bench.printed == ["ready", "tidy"])
        }
    }

    @Test("a command that does not stop is killed after the grace")
    func killed() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let (signals, feed) = AsyncStream.makeStream(of: Int32.self)
            let authority = ScriptedAuthority(
                .granted(bench.assignment("trap '' TERM; echo ready; while :; do sleep 1; done")))
            async let outcome = bench.run(authority, grace: .milliseconds(50), signals: signals)
            await bench.waits(for: "ready")
            feed.yield(SIGTERM)
            guard case .failed(let failure) = try await outcome else {
                throw ApusError(.internalFailure, "it succeeded")
            }
            #expect(failure.exitCode == 137)
        }
    }

    @Test("a request to stop that comes first keeps the command from starting")
    func stoppedEarly() async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let content = Data("abc".utf8)
            let digest = try #require(ContentDigest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
            let artifact = Artifact(digest: digest, size: 3, kind: .file)
            try await bench.artifacts.write(content, to: artifact.key)
            let (signals, feed) = AsyncStream.makeStream(of: Int32.self)
            let authority = SlowSecrets(bench.assignment("echo ran", inputs: ["x": artifact], secretOptions: ["key"])) {
                feed.yield(SIGINT)
            }
            guard case .failed(let failure) = try await bench.run(authority, signals: signals) else {
                throw ApusError(.internalFailure, "it succeeded")
            }
            #expect(failure.kind == .infrastructure && failure.message.contains("SIGINT"))
        }
    }
}

/// Calls `event` while the runner waits for secrets, and gives it time to be noticed.
private struct SlowSecrets: StepAuthority {
    let assignment: StepAssignment
    let event: @Sendable () -> Void

    init(_ assignment: StepAssignment, _ event: @escaping @Sendable () -> Void) {
        self.assignment = assignment
        self.event = event
    }

    func claim(_ attempt: Attempt.Key, holder: String) async throws -> ClaimDecision { .granted(assignment) }
    func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key) async throws -> [ContentDigest] { [] }

    func report(_ report: AttemptReport) async throws -> Bool { true }

    func secretVariables(of attempt: Attempt.Key) async throws -> [String: SecretString] { [:] }

    func connector(
        of component: Identifier<Component>
    ) async throws -> (connector: Connector, secrets: [String: SecretString]) {
        throw ApusError(.notFound, "there is no connector")
    }

    func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] {
        event()
        try await Task.sleep(for: .milliseconds(50))
        return [:]
    }
}
