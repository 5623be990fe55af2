/// Keeps a bounded number of the points that an attempt measured, while they come.
///
/// Of a series that grows too long, every second point goes, and from then on only every second one is taken, and so
/// on. The first and the last are kept. The same points give the same series.
public struct MetricSampler: Sendable {
    fileprivate struct Sample {
        var kept: [MetricPoint] = []
        /// Of so many points, the first is kept.
        var stride = 1
        var count = 0
        var last: MetricPoint?
    }

    private var samples: [String: Sample] = [:]
    /// How many points were left out because their names came after ``MetricSeries/mostNames`` others.
    public private(set) var leftOut = 0

    public init() {}

    /// Takes the point that was measured next under that name.
    public mutating func add(_ point: MetricPoint, to name: String) {
        if samples[name] == nil, samples.count == MetricSeries.mostNames {
            leftOut += 1
            return
        }
        samples[name, default: Sample()].add(point)
    }

    /// What was measured, sorted by name.
    public var series: [MetricSeries] {
        samples.sorted { $0.key < $1.key }.map { name, sample in
            MetricSeries(name: name, points: sample.points).thinned(to: MetricSeries.mostPoints)
        }
    }
}

extension MetricSampler.Sample {
    /// Twice as many as are kept in the end, so that thinning spreads them well.
    private static var mostKept: Int { 2 * MetricSeries.mostPoints }

    var points: [MetricPoint] {
        guard let last, (count - 1) % stride != 0 else { return kept }
        return kept + [last]
    }

    mutating func add(_ point: MetricPoint) {
        if count % stride == 0 {
            if kept.count == Self.mostKept {
                kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
                stride *= 2
            }
            if count % stride == 0 { kept.append(point) }
        }
        last = point
        count += 1
    }
}
