import FoundationEssentials

/// Tells processes apart that had the same number one after the other.
enum ProcessMark {
    /// The start time of the process in clock ticks since boot (proc(5), field 22 of `stat`), or `nil` when there is
    /// none.
    static func startedAt(_ process: Int32) -> String? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let name = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: name)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : nil
    }
}
