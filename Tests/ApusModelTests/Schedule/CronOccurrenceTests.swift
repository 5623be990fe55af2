import ApusModel
import FoundationEssentials
import Testing

@Suite("The times of a cron expression")
struct CronOccurrenceTests {
    @Test(
        "follow each other as the clocks of the zone show them",
        arguments: [
            ("30 2 * * *", "UTC", "2026-01-31T02:30:00Z", ["2026-02-01T02:30:00.000Z", "2026-02-02T02:30:00.000Z"]),
            ("30 2 * * *", "UTC", "2026-01-31T02:29:59.999Z", ["2026-01-31T02:30:00.000Z"]),
            ("30 2 * * *", "Asia/Kolkata", "2026-01-31T00:00:00Z", ["2026-01-31T21:00:00.000Z"]),
            ("0 0 29 2 *", "UTC", "2026-01-01T00:00:00Z", ["2028-02-29T00:00:00.000Z", "2032-02-29T00:00:00.000Z"]),
            ("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", ["2104-02-29T00:00:00.000Z"]),
            ("0 12 13 * fri", "UTC", "2026-03-01T00:00:00Z", ["2026-03-06T12:00:00.000Z", "2026-03-13T12:00:00.000Z"]),
            ("0 0 31 * *", "UTC", "2026-01-31T00:00:00Z", ["2026-03-31T00:00:00.000Z", "2026-05-31T00:00:00.000Z"]),
            (
                "@every 90s", "UTC", "2026-01-31T00:00:00.500Z",
                ["2026-01-31T00:01:30.000Z", "2026-01-31T00:03:00.000Z"]
            ),
            ("0 0 1 1 *", "UTC", "1969-12-31T23:59:00Z", ["1970-01-01T00:00:00.000Z"]),
            // Clocks go from 02:00 to 03:00 on 2026-03-08, and from 02:00 back to 01:00 on 2026-11-01.
            ("30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z", ["2026-03-09T06:30:00.000Z"]),
            ("0 3 * * *", "America/New_York", "2026-03-08T06:00:00Z", ["2026-03-08T07:00:00.000Z"]),
            (
                "30 1 * * *", "America/New_York", "2026-11-01T04:00:00Z",
                ["2026-11-01T05:30:00.000Z", "2026-11-01T06:30:00.000Z", "2026-11-02T06:30:00.000Z"]
            ),
            (
                "0 * * * *", "America/New_York", "2026-11-01T04:30:00Z",
                [
                    "2026-11-01T05:00:00.000Z", "2026-11-01T06:00:00.000Z", "2026-11-01T07:00:00.000Z",
                ]
            ),
            // Half an hour back on 2026-04-05 at 02:00.
            (
                "45 1 * * *", "Australia/Lord_Howe", "2026-04-04T14:00:00Z",
                ["2026-04-04T14:45:00.000Z", "2026-04-04T15:15:00.000Z"]
            ),
            // Clocks went from 00:00 to 01:00 on 2018-11-04, so that day had no midnight.
            ("0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00:00Z", ["2018-11-05T02:00:00.000Z"]),
            // Clocks went from 00:00 back to 23:00 on 2018-02-18: the day before came twice to its end.
            (
                "30 23 * * *", "America/Sao_Paulo", "2018-02-17T12:00:00Z",
                ["2018-02-18T01:30:00.000Z", "2018-02-18T02:30:00.000Z"]
            ),
        ])
    func follow(text: String, zone: String, after: String, wanted: [String]) throws {
        let times = try CronExpression(text).next(
            wanted.count, after: try #require(Timestamp.date(after)), in: ScheduleZone.zone(named: zone))
        #expect(times.map(Timestamp.text) == wanted)
    }

    @Test("match the expression, and no minute between two of them does", arguments: 0..<12)
    func property(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let zone = try ScheduleZone.zone(
            named: random.one(of: ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
        )
        let fields = [
            random.field(0...59), random.field(0...23), random.field(1...28), random.field(1...12), random.field(0...6),
        ]
        let expression = try CronExpression(fields.joined(separator: " "))
        // The days around both changes of clocks.
        let start = try #require(
            Timestamp.date(
                random.one(of: [
                    "2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z", "2026-11-01T00:00:00Z", "2026-04-04T10:00:00Z",
                ])))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        var minute = start
        var next = try #require(expression.next(after: start, in: zone))
        for _ in 0..<1440 {
            minute += 60
            let matches = try Self.matches(fields, minute, calendar)
            #expect(matches == (minute == next), "\(expression) in \(zone.identifier) at \(Timestamp.text(minute))")
            if minute == next { next = try #require(expression.next(after: minute, in: zone)) }
        }
        #expect(try Self.matches(fields, next, calendar))
    }

    /// Says it from the definition, by Foundation's calendar.
    private static func matches(_ fields: [String], _ date: Date, _ calendar: Calendar) throws -> Bool {
        let shown = calendar.dateComponents([.minute, .hour, .day, .month, .weekday], from: date)
        let values = [shown.minute, shown.hour, shown.day, shown.month, shown.weekday.map { $0 - 1 }]
        let found = try zip(fields, values).map { field, value in Self.has(field, try #require(value)) }
        let days = fields[2] == "*" || fields[4] == "*" ? found[2] && found[4] : found[2] || found[4]
        return found[0] && found[1] && found[3] && days
    }

    private static func has(_ field: String, _ value: Int) -> Bool {
        field.split(separator: ",").contains { item in
            if item == "*" { return true }
            let ends = item.split(separator: "-").compactMap { Int($0) }
            return (ends[0]...ends[ends.count - 1]).contains(value)
        }
    }
}

/// Random fields that are the same for the same seed (SplitMix64).
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }

    /// `*`, a value, a range, or several of both.
    mutating func field(_ range: ClosedRange<Int>) -> String {
        if Int.random(in: 0..<2, using: &self) == 0 { return "*" }
        return (0..<Int.random(in: 1...3, using: &self)).map { _ in
            let low = Int.random(in: range, using: &self)
            return Bool.random(using: &self)
                ? "\(low)" : "\(low)-\(Int.random(in: low...range.upperBound, using: &self))"
        }.joined(separator: ",")
    }
}
