/// When something repeats, in the form that a Kubernetes CronJob takes.
///
/// Five fields (minute, hour, day of month, month, day of week), each a list of values, ranges and steps, months and
/// days also by the first three letters of their English names; or one of `@yearly`, `@annually`, `@monthly`,
/// `@weekly`, `@daily`, `@midnight`, `@hourly`, and `@every` with a duration. That is what the standard parser of
/// robfig/cron v3 reads, which Kubernetes uses
/// (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax,
/// https://pkg.go.dev/github.com/robfig/cron/v3).
public struct CronExpression: Hashable, Sendable, CustomStringConvertible {
    enum Timing: Hashable, Sendable {
        case calendar(CronCalendar)
        /// So many seconds after the time before.
        case interval(Int)
    }

    /// As it was given, with one blank between fields.
    public let text: String
    let timing: Timing

    /// - Throws: ``ApusError`` with `.invalidArgument`, naming the field that is wrong.
    public init(_ text: String) throws(ApusError) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        self.text = words.joined(separator: " ")
        timing = try CronParser(text: self.text).timing(words)
    }

    public var description: String { text }
}

extension CronExpression: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
