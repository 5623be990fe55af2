/// What an attempt measured under one name, in the order in which it said so.
public struct MetricSeries: Hashable, Sendable, Codable {
    /// How many names are kept of an attempt.
    public static let mostNames = 100
    /// How many points are kept of a name.
    public static let mostPoints = 200

    /// As ``MetricLine/name``.
    public let name: String
    /// At least one.
    public let points: [MetricPoint]

    public init(name: String, points: [MetricPoint]) {
        self.name = name
        self.points = points
    }

    /// The series with at most `count` of its points, evenly spread, the first and the last among them; of one point,
    /// the last. Equal series are thinned equally.
    public func thinned(to count: Int) -> MetricSeries {
        if points.count <= count { return self }
        guard count > 1 else { return MetricSeries(name: name, points: Array(points.suffix(count))) }
        let (last, gaps) = (points.count - 1, count - 1)
        return MetricSeries(name: name, points: (0..<count).map { points[($0 * last + gaps / 2) / gaps] })
    }
}
