/// The words in which cron expressions are written and explained.
enum CronWords {
    static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    static let longMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let longWeekdays = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"]

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Ascending values with three and more in a row drawn together: `1, 9 to 17 and 20`.
    static func list(_ values: [Int], _ word: (Int) -> String) -> String {
        let runs = values.reduce(into: [ClosedRange<Int>]()) { runs, value in
            if let last = runs.last, last.upperBound == value - 1 {
                runs[runs.count - 1] = last.lowerBound...value
            } else {
                runs.append(value...value)
            }
        }
        return list(
            runs.flatMap { run in
                run.count > 2 ? ["\(word(run.lowerBound)) to \(word(run.upperBound))"] : run.map(word)
            })
    }
}
