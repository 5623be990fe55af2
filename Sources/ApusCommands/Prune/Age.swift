import ArgumentParser

/// How long ago something was: a whole number and a unit, `30d`, `12h`.
struct Age: ExpressibleByArgument, Sendable {
    let seconds: Double

    /// Seconds, minutes, hours, days, weeks.
    private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]

    init?(argument: String) {
        guard let unit = argument.last.flatMap({ Self.units[$0] }), argument.dropLast().allSatisfy(\.isASCII),
            let count = UInt32(argument.dropLast())
        else { return nil }
        seconds = Double(count) * unit
    }
}
