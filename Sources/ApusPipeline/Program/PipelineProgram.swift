public import ApusCore
public import ApusModel

/// A program that is a pipeline.
///
/// ```swift
/// @main
/// struct Digits: PipelineProgram {
///     @Parameter("How often the network sees each digit")
///     var epochs = 40
///
///     var pipeline: Pipeline {
///         Pipeline("digits") { flow in
///             let digits = flow.step("load", run: loadDigits)
///             flow.step("train", digits) { try train($0, epochs: epochs) }
///         }
///     }
/// }
/// ```
/// Started by hand, it runs the pipeline on the active stack, by `apus pipeline run`; started by a runner, it runs one
/// step. Its stored properties are parameters, and nothing else.
public protocol PipelineProgram: ComponentConfiguration {
    /// The pipeline with the parameters as they are. Called by every process that takes part in a run, and has to be
    /// the same each time: it depends on parameters only.
    var pipeline: Pipeline { get throws }
}

extension PipelineProgram {
    /// The program with these parameters, by name, and the defaults of the others: `["learning_rate": 0.1]`.
    /// - Throws: ``ApusError`` with `.invalidConfiguration` for a parameter that there is not, a value of another kind, or
    ///   a required one that is missing.
    public init(parameters: [String: JSONValue]) throws(ApusError) {
        try self.init(parameters, of: Self.subject)
    }

    /// The pipeline with `parameters`, and their defaults, as a pipeline file would describe it.
    /// - Throws: ``ApusError`` that names every problem, and whatever ``pipeline`` throws.
    public static func spec(parameters: [String: JSONValue] = [:]) throws -> PipelineSpec {
        let values = schema.fillingDefaults(try schema.validate(parameters, of: subject))
        return try Self(values, of: subject).pipeline.spec(parameters: values)
    }

    static var subject: String { "pipeline program '\(Self.self)'" }

    /// Does what the program's arguments say, and ends it.
    public static func main() { ProgramRun(Self.self, arguments: CommandLine.arguments).start() }
}
