import ApusGraph
import ApusModel
import ArgumentParser
import Glibc

/// How a graph is shown.
struct GraphViewOptions: ParsableArguments {
    @Flag(help: "Show every step, also those of a fan-out.")
    var expand = false
    @Flag(help: "Draw with ASCII only, whatever the locale says.")
    var ascii = false
    @OptionGroup var output: OutputOptions

    static let discussion = """
        Steps that are alike are one: 'train ×812'. A graph that is wider than the terminal is a list, in which each \
        step is below one that it waits for. -o json has the places of all steps.
        """

    private struct Report: Encodable {
        let layout: GraphLayout
        /// By step; absent for a pipeline that does not run.
        let statuses: [String: StepStatus]?
    }

    /// - Parameter statuses: of the steps of a run.
    func show(_ steps: [GraphStep], statuses: [String: StepStatus]? = nil) throws {
        let options = expand ? GraphOptions(groupThreshold: nil) : GraphOptions()
        let report = Report(layout: try GraphLayout(steps, options: options), statuses: statuses)
        let alphabet = ascii ? .ascii : GraphAlphabet { getenv($0).map { String(cString: $0) } }
        let text = GraphText(steps: steps, statuses: statuses ?? [:], options: options, alphabet: alphabet)
        let lines =
            output.format.isForPeople
            ? try text.lines(width: Console.output.width ?? GraphText.usualWidth, style: Console.output.style) : []
        try output.render(report, names: steps.map(\.name)) { lines }
    }
}
