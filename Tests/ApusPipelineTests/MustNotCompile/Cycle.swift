import ApusPipeline

struct Digits: Codable, ArtifactValue {}
struct Network: Codable, ArtifactValue {}

@Sendable func train(_ digits: Digits) -> Network { Network() }

let pipeline = Pipeline("p") { flow in
    let network: Artifact<Network> = flow.step("train", digits, run: train)  // error
    let digits = flow.step("load", network) { _ in Digits() }
}
