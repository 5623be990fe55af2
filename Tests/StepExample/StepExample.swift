import ApusPipeline

/// Steps that wait, each in another way, and say when they have begun.
@main
struct StepExample: PipelineProgram {
    var pipeline: Pipeline {
        Pipeline("waiting") { flow in
            flow.step("main-actor") { await Self.sayOnMainActor() }
            flow.step("children", output: "sum") { await Self.sum() }
            flow.step("busy") {
                print("begun")
                while !Task.isCancelled {}
                print("asked to stop")
                try Task.checkCancellation()
            }
            flow.step("asleep") {
                print("begun")
                try await Task.sleep(for: .seconds(3600))
            }
            flow.step("deaf") {
                print("begun")
                while !Task.isCancelled {}
            }
        }
    }

    @MainActor
    private static func sayOnMainActor() { print("on the main actor") }

    private static func sum() async -> Int {
        await withTaskGroup(of: Int.self) { group in
            for number in 1...100 { group.addTask { number } }
            return await group.reduce(0, +)
        }
    }
}
