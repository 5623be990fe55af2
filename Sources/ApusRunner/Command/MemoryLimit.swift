import ApusModel
import FoundationEssentials
import SystemPackage

/// The most memory that this container may use, and how often the kernel killed a process of it for using more.
///
/// Read from the container's control group, version 2 or 1
/// (https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files,
/// https://docs.kernel.org/admin-guide/cgroup-v1/memory.html).
struct MemoryLimit: Sendable {
    private let events: FilePath
    private let limit: FilePath
    private let earlierKills: Int

    /// `nil` where the kernel does not say it.
    /// - Parameter groups: where control groups are mounted.
    init?(groups: FilePath = "/sys/fs/cgroup") {
        let places = [
            (groups.appending("memory.events"), groups.appending("memory.max")),
            (groups.appending("memory/memory.oom_control"), groups.appending("memory/memory.limit_in_bytes")),
        ]
        for (events, limit) in places {
            guard let kills = Self.kills(in: events) else { continue }
            (self.events, self.limit, earlierKills) = (events, limit, kills)
            return
        }
        return nil
    }

    /// What was done about it since this value was made, or `nil` when nothing was.
    var breach: String? {
        guard let kills = Self.kills(in: events), kills > earlierKills else { return nil }
        let amount = Self.text(of: limit).flatMap { Int64($0.trimmed) }.map { " of \(Self.quantity($0))" } ?? ""
        return "the kernel killed a process because the container used more memory than its limit\(amount); "
            + "raise 'resources.memory'"
    }

    private static func kills(in events: FilePath) -> Int? {
        for line in text(of: events)?.split(separator: "\n") ?? [] {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == "oom_kill" { return Int(words[1]) }
        }
        return nil
    }

    private static func text(of file: FilePath) -> String? {
        FileManager.default.contents(atPath: file.string).map { String(decoding: $0, as: UTF8.self) }
    }

    /// As resources are written: `64Mi`.
    private static func quantity(_ bytes: Int64) -> String {
        for (unit, shift) in [("Gi", 30), ("Mi", 20), ("Ki", 10)] where bytes > 0 && bytes % (1 << shift) == 0 {
            return "\(bytes >> shift)\(unit)"
        }
        return "\(bytes) bytes"
    }
}
