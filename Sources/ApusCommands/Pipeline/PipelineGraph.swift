import ApusGraph
import ArgumentParser

struct PipelineGraph: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draw the steps of a pipeline, and what waits for what.",
        discussion: GraphViewOptions.discussion)

    @Argument(help: "The pipeline file, or a program that is a pipeline.")
    var file: String
    @OptionGroup var view: GraphViewOptions

    func run() async throws { try view.show(GraphStep.steps(of: try await PipelineSource.read(file).spec)) }
}
