import FoundationEssentials

/// Whether the process has ended, or does within a minute. One that nobody has collected yet has ended too.
func hasEnded(_ process: Int32) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
        guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return true }
        let fields = String(decoding: stat, as: UTF8.self).split(separator: ")").last?.split(separator: " ")
        if fields?.first == "Z" || fields?.first == "X" { return true }
        await Task.yield()
    }
    return false
}
