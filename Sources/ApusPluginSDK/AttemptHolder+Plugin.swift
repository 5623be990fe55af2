import ApusModel
import ApusWire

extension AttemptHolder {
    func answer(_ request: PluginRequest) async throws -> [String: JSONValue] {
        let arguments = request.arguments
        let run = Identifier<Run>(rawValue: try arguments.text("run"))
        if request.call == .adopt {
            let held = try await attempts(of: run)
            return [
                "attempts": .array(held.map { ["step": .string($0.step), "attempt": .integer(Int64($0.number))] })
            ]
        }
        let attempt = Attempt.Key(
            run: run, step: try arguments.text("step"), number: Int(try arguments.integer("attempt")))
        switch request.call {
        case .launch:
            let command = HeldCommand(
                arguments: (arguments["arguments"]?.arrayValue ?? []).compactMap(\.stringValue),
                environment: (arguments["environment"]?.objectValue ?? [:]).compactMapValues(\.stringValue),
                image: arguments["image"]?.stringValue, settings: arguments["settings"]?.objectValue ?? [:])
            try await launch(attempt, command)
            return [:]
        case .stop: return ["isHeld": .boolean(try await stop(attempt))]
        default: throw request.unsupported
        }
    }
}
