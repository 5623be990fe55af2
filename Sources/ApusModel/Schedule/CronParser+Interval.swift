extension CronParser {
    /// The whole seconds of a duration as Go writes it, `1h30m`, `90s`, `1.5h` (https://pkg.go.dev/time#ParseDuration);
    /// no interval is shorter than a second.
    func interval(_ duration: String) throws(ApusError) -> Int {
        let hint = "such as '@every 1h30m'"
        if duration.isEmpty { throw refusal("'@every' has no duration", hint: hint) }
        var rest = Substring(duration)
        var seconds = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0 != "." && !($0.isASCII && $0.isNumber) }
            rest = rest.dropFirst(unit.count)
            guard let count = Self.decimal(number), let length = Self.units[String(unit)] else {
                throw refusal("'\(duration)' is no duration", hint: hint)
            }
            seconds += count * length
        }
        guard seconds > 0, seconds <= Self.longestInterval else {
            throw refusal("the duration '\(duration)' is not between a second and 100 years", hint: hint)
        }
        return max(1, Int(seconds))
    }

    private static func decimal(_ text: Substring) -> Double? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }) else { return nil }
        return Double("\(parts[0].isEmpty ? "0" : parts[0]).\(parts.count == 2 && !parts[1].isEmpty ? parts[1] : "0")")
    }

    private static let units: [String: Double] = [
        "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600,
    ]
    /// In seconds.
    private static let longestInterval: Double = 100 * 365.25 * 86400
}
