/// One field of a cron expression: the values that it has.
struct CronField: Hashable, Sendable {
    /// What a field counts.
    enum Unit: CaseIterable, Sendable {
        case minute, hour, dayOfMonth, month, dayOfWeek

        /// In a sentence: `day of month`.
        var name: String {
            switch self {
            case .minute: "minute"
            case .hour: "hour"
            case .dayOfMonth: "day of month"
            case .month: "month"
            case .dayOfWeek: "day of week"
            }
        }

        var range: ClosedRange<Int> {
            switch self {
            case .minute: 0...59
            case .hour: 0...23
            case .dayOfMonth: 1...31
            case .month: 1...12
            case .dayOfWeek: 0...6
            }
        }

        /// The names of values from the lowest on; empty where there are none.
        var names: [String] {
            switch self {
            case .minute, .hour, .dayOfMonth: []
            case .month: CronWords.months
            case .dayOfWeek: CronWords.weekdays
            }
        }
    }

    let unit: Unit
    /// Bit n is value n.
    private(set) var bits: UInt64 = 0
    /// Whether `*` or `?` without a step is in it, which leaves the choice of days to the other field.
    private(set) var isUnrestricted = false

    init(_ unit: Unit) { self.unit = unit }

    mutating func insert(_ values: ClosedRange<Int>, step: Int, isUnrestricted: Bool) {
        for value in stride(from: values.lowerBound, through: values.upperBound, by: step) {
            bits |= 1 << UInt64(value)
        }
        if isUnrestricted { self.isUnrestricted = true }
    }

    func contains(_ value: Int) -> Bool { bits & (1 << UInt64(value)) != 0 }

    /// In ascending order.
    var values: [Int] { unit.range.filter(contains) }
    /// Whether it has every value.
    var isFull: Bool { unit.range.allSatisfy(contains) }
}
