extension [MetricSeries] {
    /// How many points all series have together.
    public var pointCount: Int { reduce(0) { $0 + $1.points.count } }

    /// The series without names that no ``MetricLine`` has, without numbers that are not finite, and no more of them
    /// than an attempt may have: what a runner says is not trusted.
    public func bounded() -> [MetricSeries] {
        prefix(MetricSeries.mostNames).compactMap { series in
            let points = series.points.filter(\.value.isFinite)
            if points.isEmpty || !MetricLine.isName(series.name) { return nil }
            return MetricSeries(name: series.name, points: points).thinned(to: MetricSeries.mostPoints)
        }
    }

    /// The series with at most `count` points together, each with an equal share. Where there are more series than
    /// that, the last ones are left out.
    public func thinned(to count: Int) -> [MetricSeries] {
        if pointCount <= count { return self }
        let kept = prefix(count)
        return kept.map { $0.thinned(to: count / kept.count) }
    }
}
