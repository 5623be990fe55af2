extension StepRun {
    /// What the newest attempt measured, which is the accepted one of a step that succeeded; of a step that was cached,
    /// what the step measured that its outputs come from. Sorted by name.
    public var metrics: [MetricSeries] { cachedMetrics ?? attempts.last?.metrics ?? [] }

    /// What a step takes over with this one's outputs; `nil` for nothing.
    public var keptMetrics: [MetricSeries]? { metrics.isEmpty ? nil : metrics }

    /// The step with at most `count` points of what its attempts measured, each attempt with an equal share.
    public func thinningMetrics(to count: Int) -> StepRun {
        let all = attempts.compactMap(\.metrics) + [cachedMetrics].compactMap { $0 }
        if all.reduce(0, { $0 + $1.pointCount }) <= count { return self }
        let share = count / all.count
        var step = self
        step.cachedMetrics = cachedMetrics?.thinned(to: share)
        for index in attempts.indices { step.attempts[index].metrics = attempts[index].metrics?.thinned(to: share) }
        return step
    }
}

extension [StepRun] {
    /// The steps with at most `count` points of what they measured, each step that did with an equal share.
    public func thinningMetrics(to count: Int) -> [StepRun] {
        let counts = map { step in
            step.attempts.reduce(step.cachedMetrics?.pointCount ?? 0) { $0 + ($1.metrics?.pointCount ?? 0) }
        }
        if counts.reduce(0, +) <= count { return self }
        let share = count / Swift.max(1, counts.count { $0 > 0 })
        return map { $0.thinningMetrics(to: share) }
    }
}
