import ApusDriver
import ApusModel
import ApusWire

extension Attempt.Key {
    /// As plugins name an attempt.
    var arguments: [String: JSONValue] {
        ["run": .string(run.rawValue), "step": .string(step), "attempt": .integer(Int64(number))]
    }

    /// - Parameter run: an attempt of another run is none.
    init?(_ arguments: [String: JSONValue], run: Identifier<Run>) {
        guard let step = arguments["step"]?.stringValue, let number = arguments["attempt"]?.integerValue,
            arguments["run"].map({ $0.stringValue == run.rawValue }) ?? true
        else { return nil }
        self.init(run: run, step: step, number: Int(number))
    }
}

extension StepObservation {
    /// What a plugin says about an attempt: `change` is `waiting` with a `reason`, `started`, `ended` with an
    /// `exitCode` or a `signal` or the `reason` why it never started, or `gone`.
    init?(_ event: [String: JSONValue], run: Identifier<Run>) {
        guard let attempt = Attempt.Key(event, run: run) else { return nil }
        switch event["change"]?.stringValue {
        case "waiting": self.init(attempt, .waiting(reason: event["reason"]?.stringValue ?? "no reason given"))
        case "started": self.init(attempt, .started)
        case "ended": self.init(attempt, .ended(AttemptFailure(ofRunner: event)))
        case "gone": self.init(attempt, .gone)
        default: return nil
        }
    }
}

extension AttemptFailure {
    /// The failure of a runner that did not report; `nil` for the exit codes with which it said everything itself.
    fileprivate init?(ofRunner event: [String: JSONValue]) {
        if let signal = event["signal"]?.integerValue {
            let status = ProcessStatus.signal(Int32(truncatingIfNeeded: signal))
            self.init(.infrastructure, "apus-step \(status)", exitCode: status.shellCode)
        } else if let code = event["exitCode"]?.integerValue {
            if [0, 1, 3].contains(code) { return nil }
            self.init(.infrastructure, "apus-step ended with exit code \(code)", exitCode: Int(code))
        } else if let reason = event["reason"]?.stringValue {
            self.init(.infrastructure, reason)
        } else {
            return nil
        }
    }
}
