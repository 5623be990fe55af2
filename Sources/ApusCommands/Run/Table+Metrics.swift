import ApusModel

extension Table {
    /// The last value of each metric of the steps, and between which the others are.
    init(metricsOf steps: [StepRun]) {
        let rows = steps.flatMap { step in
            step.metrics.compactMap { series -> [String]? in
                let values = series.points.map(\.value)
                guard let last = series.points.last, let least = values.min(), let most = values.max() else {
                    return nil
                }
                return [
                    "\(step.step).\(series.name)", Number.text(last.value), last.position.map(String.init) ?? "-",
                    Number.text(least), Number.text(most),
                ]
            }
        }
        self.init(
            ["METRIC", "LAST", "AT", "LEAST", "MOST"], rows: rows,
            fits: [.whole, .whole, .optional, .optional, .optional])
    }
}
