import ApusModel
import ApusPipeline
import ApusTestKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

@testable import SwiftDigits

@Suite("The example SwiftDigits", .timeLimit(.minutes(20)))
struct SwiftDigitsTests {
    private static let program = BuildFolder.path.appending("SwiftDigits")
    private static let repository =
        FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
    private static let data = "\(repository)/Examples/SwiftDigits/digits.txt"

    @Test("reads digits in this process")
    func inMemory() async throws {
        let program = try SwiftDigits(parameters: ["data": .string(Self.data)])
        let run = try await program.pipeline.run(in: .memory)
        let metrics = try run.value("metrics", of: "evaluate", as: Metrics.self)
        #expect(metrics.accuracy >= 0.95)
        #expect(metrics.digits == 539)
        #expect(run.metrics["train"]?.count == 30)
        let picture = try run.value("confusion", of: "evaluate", as: Data.self)
        #expect(picture.prefix(8) == Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    }

    @Test("runs one step alone, with the files of those before it")
    func oneStep() async throws {
        try await withScratchFolder { folder in
            let loaded = folder.appending("loaded")
            let first = try await start(
                ["--step", "load", "--inputs", "\(folder)", "--outputs", "\(loaded)", "--data", Self.data])
            #expect(first.status == 0, "\(first)")
            let second = try await start([
                "--step", "train", "--inputs", "\(loaded)", "--outputs", "\(folder)", "--epochs=2", "--hidden", "4",
            ])
            #expect(second.status == 0, "\(second)")
            #expect(second.output.contains("metric loss "), "\(second)")
            let network = try await Network.read(from: folder.appending("network"))
            #expect(network.hidden.count == 4)
            try Data("{}".utf8).write(to: URL(filePath: loaded.appending("training").string))
            let third = try await start(["--step", "train", "--inputs", "\(loaded)"])
            #expect(third.status == 1, "\(third)")
            #expect(
                third.talk.contains("error: input 'training' of step 'train' cannot be read as 'Digits'"), "\(third)")
        }
    }

    @Test("takes parameters and places from the variables of a runner")
    func variables() async throws {
        try await withScratchFolder { folder in
            let outcome = try await start(
                ["--step", "load"],
                [
                    "APUS_PARAM_DATA": Self.data, "APUS_PARAM_TEST_SHARE": "0.5", "APUS_STEP": "load",
                    "APUS_OUTPUT_TRAINING": "\(folder)/training", "APUS_OUTPUT_TEST": "\(folder)/test",
                ])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(try await Digits.read(from: folder.appending("test")).count == 898)
        }
    }

    @Test("ends a step that is asked to stop, as a shell would say it")
    func stops() async throws {
        try await withScratchFolder { folder in
            try await Digits(file: Self.data).write(to: folder.appending("training"))
            let result = try await run(
                .path(Self.program),
                arguments: [
                    "--step", "train", "--inputs", folder.string, "--outputs", folder.string, "--epochs=1000000",
                ],
                input: .none, output: .sequence, error: .discarded
            ) { execution in
                for try await line in execution.standardOutput.strings() where line.hasPrefix("metric loss ") {
                    try execution.send(signal: .terminate)
                    break
                }
            }
            #expect(result.terminationStatus == .exited(143))
        }
    }

    @Test("says what it is")
    func specification() async throws {
        let outcome = try await start(["--print-spec", "--epochs", "5"])
        let spec = try CanonicalJSON.decode(PipelineSpec.self, from: Data(outcome.output.utf8))
        #expect(spec == (try SwiftDigits.spec(parameters: ["epochs": 5])))
        #expect(spec.parameters["epochs"] == 5)
        #expect(spec.parameters["test_share"] == 0.3)
        let help = try await start(["--help"])
        #expect(help.output.contains("Pipeline 'swift-digits'."), "\(help)")
        #expect(help.output.contains("--epochs <integer>"), "\(help)")
        #expect(help.output.contains("How often the network sees each digit (default: 30)"), "\(help)")
        #expect(help.output.contains("--dry-run"), "\(help)")
    }

    @Test(
        "refuses wrong arguments with their names",
        arguments: [
            (["--epochs", "many"], "option 'epochs' of pipeline program 'SwiftDigits' cannot be 'many'"),
            (["--epoch", "5"], "pipeline program 'SwiftDigits' has no option 'epoch'"),
            (["--stack"], "option '--stack' has no value"),
            (["--once=yes"], "option '--once' takes no value"),
            (["run"], "'run' is no option"),
            (["--step", "tran"], "pipeline 'swift-digits' has no step 'tran'"),
            (["--step", "train"], "step 'train' has no input 'training'"),
        ])
    func refusals(words: [String], expected: String) async throws {
        let outcome = try await start(words)
        #expect(outcome.status != 0, "\(outcome)")
        #expect(outcome.talk.contains("error: \(expected)"), "\(outcome)")
    }

    private struct Outcome {
        let status: Int32
        let output: String
        let talk: String
    }

    private func start(_ words: [String], _ variables: [String: String] = [:]) async throws -> Outcome {
        let environment = Environment.inherit.updating(
            Dictionary(uniqueKeysWithValues: variables.map { (.init(stringLiteral: $0.key), $0.value) }))
        let result = try await run(
            .path(Self.program), arguments: Arguments(words), environment: environment,
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        let status: Int32 = if case .exited(let code) = result.terminationStatus { Int32(code) } else { -1 }
        return Outcome(status: status, output: result.standardOutput, talk: result.standardError)
    }
}
