import ApusModel

/// What `apus run describe -o json` says about the newest run.
struct RunReport {
    let json: JSONValue

    init(_ terminal: Terminal, _ run: String = "") async throws {
        json = try await terminal.run("apus run describe \(run) -o json").json()
    }

    var status: String? { json["run"]?["status"]?.stringValue }
    private var stepValues: [JSONValue] { json["steps"]?.arrayValue ?? [] }

    /// The status of each step, in the plan's order.
    var steps: [(name: String, status: String)] {
        stepValues.map { ($0["step"]?.stringValue ?? "?", $0["status"]?.stringValue ?? "?") }
    }
    var statuses: [String] { steps.map(\.status) }
    var statusByStep: [String: String] { Dictionary(uniqueKeysWithValues: steps.map { ($0.name, $0.status) }) }

    func outputs(of step: String) -> [String: JSONValue] {
        stepValues.first { $0["step"]?.stringValue == step }?["outputs"]?.objectValue ?? [:]
    }

    func attempts(of step: String) -> [JSONValue] {
        stepValues.first { $0["step"]?.stringValue == step }?["attempts"]?.arrayValue ?? []
    }
}
