import ApusModel

/// Says each change of a step once.
struct ProgressText {
    let style: Style
    private var shown: [String: StepStatus] = [:]

    init(style: Style) { self.style = style }

    /// The lines to show for `event`; none for what has been said.
    mutating func lines(for event: RunEvent) -> [String] {
        switch event.change {
        case .step(let step) where shown.updateValue(step.status, forKey: step.step) != step.status:
            return line(for: step).map { [$0] } ?? []
        case .step, .run, .cancellationRequested:
            return []
        }
    }

    private func line(for step: StepRun) -> String? {
        let took = Moment.duration(from: step.startedAt, to: step.endedAt)
        return switch step.status {
        case .pending, .launching: nil
        case .running: style.dim("· \(step.step) is running")
        case .succeeded: style.green("✓ \(step.step)") + style.dim(" \(took)")
        case .cached: style.green("✓ \(step.step)") + style.dim(" from the cache")
        case .failed: style.red("✗ \(step.step)") + " \(step.reason ?? "failed")"
        case .skipped: style.yellow("- \(step.step)") + " skipped: \(step.reason ?? "")"
        case .cancelled: style.yellow("- \(step.step)") + " cancelled"
        }
    }
}
