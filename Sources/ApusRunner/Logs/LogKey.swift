import ApusModel

/// Where the log of an attempt lies in an artifact store: `logs/<run>/<step>/<attempt>/000001.log` and so on, each a
/// chunk of lines of JSON.
enum LogKey {
    static func prefix(_ run: Identifier<Run>) -> String { "logs/\(run)/" }

    static func prefix(_ attempt: Attempt.Key) -> String { prefix(attempt.run) + "\(attempt.step)/\(attempt.number)/" }

    /// - Parameter number: counted from 1.
    static func chunk(_ number: Int, of attempt: Attempt.Key) -> String {
        let digits = String(number)
        return prefix(attempt) + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".log"
    }
}
