import ApusGraph
import ApusPipelineFile
import ArgumentParser
import SystemPackage

struct PipelineGraph: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draw the steps of a pipeline, and what waits for what.",
        discussion: GraphViewOptions.discussion)

    @Argument(help: "The pipeline file.")
    var file: String
    @OptionGroup var view: GraphViewOptions

    func run() throws { try view.show(GraphStep.steps(of: PipelineFile.read(FilePath(file)))) }
}
