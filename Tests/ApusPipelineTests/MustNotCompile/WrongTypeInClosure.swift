import ApusPipeline

struct Digits: Codable, ArtifactValue {}
struct Network: Codable, ArtifactValue {}

@Sendable func train(_ digits: Digits) -> Network { Network() }

let pipeline = Pipeline("p") { flow in
    let network = flow.step("guess") { Network() }
    _ = flow.step("train", network) { (digits: Digits) in train(digits) }  // error
}
