import ApusPipeline
import FoundationEssentials
import Glibc

/// What `Scripts/bench swift` measures.
@main
enum PipelineBench {
    static func main() {
        if CommandLine.arguments.dropFirst().first == "graph" { Graph.measure() } else { Chain.main() }
    }
}

/// The time that a graph of 10,000 steps takes, from nothing to the checked pipeline.
enum Graph {
    static func measure() {
        var built: Pipeline?  // out here, so that taking it apart again is not measured
        let taken = ContinuousClock().measure {
            let pipeline = Pipeline("graph") { flow in
                let first = flow.step("first") { 0 }
                for layer in 0..<100 {
                    var last = first
                    for place in 0..<100 { last = flow.step("s-\(layer)-\(place)", last) { $0 + 1 } }
                }
            }
            built = pipeline
            do { print(try pipeline.spec().steps.count, "steps") } catch { print(error) }
        }
        withExtendedLifetime(built) {}
        print(Double(taken.components.attoseconds) / 1e15 + Double(taken.components.seconds) * 1000)
    }
}

/// Steps that do nothing, one after the other: in Swift, or commands. Or a file that one step makes and another takes.
struct Chain: PipelineProgram {
    @Parameter("How many steps") var steps = 30
    @Parameter("Whether they are commands") var commands = false
    @Parameter("How large a file is that goes from a step to another; 0 for none") var mebibytes = 0

    var pipeline: Pipeline {
        if mebibytes > 0 {
            return Pipeline("large", cache: .never) { flow in
                let file = flow.step("make", output: "file") { try Self.file(mebibytes) }
                flow.step("take", file) { print($0.path) }
            }
        }
        return chain
    }

    private var chain: Pipeline {
        Pipeline("chain", cache: .never) { flow in
            var last: StepHandle?
            for number in 0..<steps {
                let options = StepOptions(after: last.map { [$0] } ?? [])
                last =
                    commands
                    ? flow.command("s\(number)", .program(["/bin/true"]), options: options)
                    : flow.step("s\(number)", options: options) {}
            }
        }
    }

    private static func file(_ mebibytes: Int) throws -> File {
        let path = try StepContext.current.temporaryFolder.appending("large")
        let start = ContinuousClock.now
        let block = Data((0..<1 << 20).map { _ in UInt8.random(in: .min ... .max) })
        guard let output = fopen(path.string, "w") else { throw CocoaError(.fileWriteUnknown) }
        for _ in 0..<mebibytes { block.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, output) } }
        fclose(output)
        print("made in \(start.duration(to: .now) / .seconds(1)) s")
        return File(path)
    }
}
