import ApusPipeline

struct Digits: Codable, ArtifactValue {}
struct Network: Codable, ArtifactValue {}

@Sendable func train(_ digits: Digits) -> Network { Network() }

let pipeline = Pipeline("p") { flow in
    _ = flow.step("train", run: train)  // error
}
