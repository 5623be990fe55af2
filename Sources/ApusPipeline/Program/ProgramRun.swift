import ApusCore
import ApusModel
import Glibc
import SystemPackage

/// One start of a pipeline program.
struct ProgramRun<Program: PipelineProgram>: Sendable {
    private let arguments: [String]

    init(_ program: Program.Type, arguments: [String]) { self.arguments = arguments }

    private var name: String { arguments.first.flatMap { FilePath($0).lastComponent?.string } ?? "\(Program.self)" }

    /// Does what the arguments say, and ends the process. Called on the first thread, which a step begins on.
    func start() -> Never {
        signal(SIGPIPE, SIG_IGN)
        do {
            try ProgramArguments.check(Program.schema, of: Program.subject)
            let arguments = try ProgramArguments(arguments.dropFirst())
            if let step = arguments.value("step") {
                StepLog.begin()
                StopSignal.running { try await run(step, arguments) }
            } else {
                try answer(arguments)
            }
        } catch {
            ProcessEnd.end(with: error)
        }
    }

    private func answer(_ arguments: ProgramArguments) throws -> Never {
        let values = try Program.schema.parse(arguments.parameters, of: Program.subject, isPartial: true)
        if arguments.has("help") {
            let name = try? Program(values, of: Program.subject).pipeline.name  // a parameter may be missing
            say(ProgramHelp(program: self.name, pipeline: name ?? "\(Program.self)", schema: Program.schema).text)
            exit(0)
        }
        let spec = try Program.spec(parameters: values)
        if arguments.has("print-spec") {
            say(try CanonicalJSON.text(spec))
            exit(0)
        }
        try ApusCommand.replaceProcess(arguments)
    }

    private func run(_ step: String, _ arguments: ProgramArguments) async throws {
        let environment = StepEnvironment(arguments) { name in getenv(name).map { String(cString: $0) } }
        let given = try environment.parameters(Program.schema)
            .merging(Program.schema.parse(arguments.parameters, of: Program.subject, isPartial: true)) { $1 }
        let values = Program.schema.fillingDefaults(given)
        let pipeline = try Program(values, of: Program.subject).pipeline
        try await StepProcess(pipeline: pipeline, step: step, environment: environment, parameters: values).run()
    }

    private func say(_ text: String) {
        // Nobody reads it: nobody misses it.
        _ = try? FileDescriptor.standardOutput.writeAll(Array((text + "\n").utf8))
    }
}
