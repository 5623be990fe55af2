import ApusPipeline

struct Digits: Codable, ArtifactValue {}
struct Network: Codable, ArtifactValue {}

@Sendable func train(_ digits: Digits) -> Network { Network() }

struct Handle { var pointer: Int }

let pipeline = Pipeline("p") { flow in
    _ = flow.step("train", output: "handle") { Handle(pointer: 1) }  // error
}
