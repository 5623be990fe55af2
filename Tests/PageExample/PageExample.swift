import ApusPipeline

/// The pipeline of the page on ZenML's Kubernetes orchestrator: one step that goes by the pipeline's settings, and one
/// with settings of its own.
@main
struct PageExample: PipelineProgram {
    var pipeline: Pipeline {
        Pipeline("page-example", image: "debian:12-slim", settings: [PageSettings.pipeline]) { flow in
            flow.step("ordinary") {}
            flow.step("train_model", options: StepOptions(settings: [PageSettings.step])) {}
        }
    }
}
