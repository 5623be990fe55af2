import ApusPipeline

struct Digits: Codable, ArtifactValue {}
struct Network: Codable, ArtifactValue {}

@Sendable func train(_ digits: Digits) -> Network { Network() }

let pipeline = Pipeline("p") { flow in
    let digits = flow.step("load") { Digits() }
    _ = flow.step("train", digits, digits, run: train)  // error
}
