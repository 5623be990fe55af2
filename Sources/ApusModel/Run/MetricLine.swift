import FoundationEssentials

/// A line of the file that `APUS_METRICS` names: a number that a step's command measured.
///
/// One JSON object, `{"name":"loss","value":0.3,"at":3}`, written at once at the end of the file, so that several
/// processes may write.
public struct MetricLine: Hashable, Sendable, Codable {
    /// 1 to 200 characters (Unicode scalars), none of them a control character.
    public let name: String
    /// A finite number: JSON has no others (RFC 8259, section 6).
    public let value: Double
    /// Where in the step's work it was measured, such as an epoch.
    public let at: Int?

    /// `nil` for what cannot be a line: a name that is none, a number that is not finite.
    public init?(name: String, value: Double, at: Int? = nil) {
        guard Self.isName(name), value.isFinite else { return nil }
        self.name = name
        self.value = value
        self.at = at
    }

    /// Reads a line; `nil` for what is none.
    public init?(_ text: String) {
        guard let read = try? CanonicalJSON.decode(MetricLine.self, from: Data(text.utf8)) else { return nil }
        self.init(name: read.name, value: read.value, at: read.at)
    }

    /// Whether series may have that name.
    public static func isName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return (1...longestName).contains(scalars.prefix(longestName + 1).count)
            && !scalars.contains { $0.properties.generalCategory == .control }
    }

    private static let longestName = 200
}
