/// Reads cron expressions; see ``CronExpression``.
struct CronParser {
    /// The whole expression, for messages.
    let text: String

    func timing(_ words: [String]) throws(ApusError) -> CronExpression.Timing {
        guard let first = words.first else { throw refusal("it is empty") }
        if let zone = Self.zone(in: first) {
            throw refusal(
                "Kubernetes takes no time zone inside an expression",
                hint: "leave '\(first)' out, and set the time zone beside it: --time-zone \(zone)")
        }
        if first.hasPrefix("@") { return try descriptor(words) }
        let units = CronField.Unit.allCases
        guard words.count == units.count else {
            let names = units.map(\.name).joined(separator: ", ")
            throw refusal(
                "it has \(words.count) \(words.count == 1 ? "field" : "fields") in place of 5: \(names)",
                hint: words.count > units.count ? "there are no seconds and no years: take that field away" : nil)
        }
        let calendar = CronCalendar(
            minute: try field(.minute, words[0]), hour: try field(.hour, words[1]),
            dayOfMonth: try field(.dayOfMonth, words[2]), month: try field(.month, words[3]),
            dayOfWeek: try field(.dayOfWeek, words[4]))
        try checkComes(calendar)
        return .calendar(calendar)
    }

    private static func zone(in word: String) -> Substring? {
        for prefix in ["TZ=", "CRON_TZ="] where word.hasPrefix(prefix) { return word.dropFirst(prefix.count) }
        return nil
    }

    private func descriptor(_ words: [String]) throws(ApusError) -> CronExpression.Timing {
        if words[0] == "@every" { return .interval(try interval(words.dropFirst().joined(separator: " "))) }
        guard words.count == 1, let fields = Self.descriptors[words[0]] else {
            let known = Self.descriptors.keys.sorted() + ["@every"]
            throw refusal(
                words.count > 1 ? "nothing may follow '\(words[0])'" : "there is no '\(words[0])'",
                hint: Spelling.closest(to: words[0], among: known).map { "did you mean '\($0)'?" }
                    ?? "there are \(known.joined(separator: ", "))")
        }
        return try timing(fields.split(separator: " ").map(String.init))
    }

    private static let descriptors = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]

    /// Days that no month has never come.
    private func checkComes(_ calendar: CronCalendar) throws(ApusError) {
        guard calendar.dayOfWeek.isUnrestricted, let first = calendar.dayOfMonth.values.first else { return }
        if calendar.month.values.contains(where: { CivilDay.longest(month: $0) >= first }) { return }
        let months = calendar.month.values.map { CronWords.longMonths[$0 - 1] }
        throw refusal("it never comes: there is no day \(first) in \(CronWords.list(months))")
    }

    func refusal(_ reason: String, hint: String? = nil) -> ApusError {
        ApusError(
            .invalidArgument, "'\(text)' is no cron expression", reason: reason,
            hint: hint ?? "such as '30 2 * * mon-fri', or @daily")
    }
}
