import ApusModel
import ArgumentParser
import SystemPackage

struct PipelineNew: AsyncParsableCommand {
    /// The forms in which a pipeline can be written.
    enum Language: String, ExpressibleByArgument, CaseIterable {
        case swift, yaml
    }

    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a pipeline that runs, to be changed into your own.",
        discussion: """
            In Swift it is a package with a test; APUS_PACKAGE names the folder with the sources of Apus. In \
            YAML it is a pipeline file with a step in Python.
            """)

    @Argument(help: "The new pipeline's name.")
    var name: String
    @Option(help: "swift or yaml.")
    var lang: Language = .yaml
    @Option(help: "The folder to make; one of the pipeline's name without it.")
    var folder: String?

    func run() async throws {
        let place = FilePath(folder ?? name)
        let skeleton = try PipelineSkeleton.make(name, in: lang)
        try skeleton.write(to: place)
        for file in skeleton.files { Console.output.print(place.appending(file.path).string) }
        Console.error.print("Wrote the pipeline '\(name)'. Run it: \(PipelineSkeleton.start(in: place, lang))")
    }
}
