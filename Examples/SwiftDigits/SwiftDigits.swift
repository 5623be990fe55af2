import ApusPipeline

/// Reads handwritten digits with a small network, in Swift alone.
///
/// ```sh
/// swift run SwiftDigits --once                # now, on the active stack; without --once it runs every night
/// swift run SwiftDigits --once --epochs 5
/// swift run SwiftDigits --help
/// ```
@main
struct SwiftDigits: PipelineProgram {
    @Parameter("The file with the digits")
    var data = "digits.txt"
    @Parameter("The share of digits that the network does not see in training")
    var testShare = 0.3
    @Parameter("How often the network sees each digit", minimum: 1)
    var epochs = 30
    @Parameter("How many neurons are between pixels and answers", minimum: 1)
    var hidden = 32
    @Parameter("How far each digit moves the weights")
    var learningRate = 0.1
    @Parameter("Where chance begins")
    var seed = 7

    var pipeline: Pipeline {
        Pipeline("swift-digits", image: "debian:12-slim", source: "Examples/SwiftDigits") { flow in
            let (training, test) = flow.step("load", outputs: "training", "test") {
                try Digits(file: data).parted(testShare: testShare, seed: seed)
            }
            let network = flow.step("train", training, output: "network", options: Self.onGraphicsProcessor) { digits in
                try Network.trained(on: digits, hidden: hidden, epochs: epochs, rate: learningRate, seed: seed)
            }
            let (metrics, picture) = flow.step("evaluate", test, network, outputs: "metrics", "confusion") {
                try evaluate($1, on: $0)
            }
            flow.step("report", metrics, picture) { metrics, picture in
                print("accuracy \(metrics.accuracy) on \(metrics.digits) digits, a picture of \(picture.count) bytes")
            }
            flow.onFailure("notify") { print("no digits tonight: \(StepContext.current.runReason ?? "")") }
        }
        .with(schedule: Schedule(cron: "5 2 * * *", timeZone: "Europe/Berlin"))
    }

    /// Where the cluster keeps its fast nodes; on this machine it means nothing.
    private static let onGraphicsProcessor = StepOptions(
        retry: .times(2, delay: .seconds(5), backoff: 2), timeLimit: .seconds(600),
        settings: [
            KubernetesOrchestratorSettings(
                podSettings: PodSettings(
                    nodeSelectors: ["cloud.google.com/gke-nodepool": "gpu-pool"],
                    tolerations: [Toleration(key: "gpu", operator: .equal, value: "present", effect: .noSchedule)],
                    resources: ResourceRequirements(requests: ["cpu": "500m", "memory": "128Mi"])))
        ])
}
