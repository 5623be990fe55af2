import FoundationEssentials
import Glibc

/// The processes of a session, as /proc shows them (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html).
enum Session {
    /// Ends every process of the session whose leader has or had that number. Call it while the number cannot be taken
    /// by another process.
    static func kill(_ leader: Int32) {
        // Again until none is left, because a process may start another one meanwhile; each round ends some.
        for _ in 0..<100 {
            let living = members(of: leader)
            if living.isEmpty { return }
            for number in living { _ = Glibc.kill(number, SIGKILL) }  // gone meanwhile is what was wanted
        }
    }

    private static func members(of leader: Int32) -> [Int32] {
        // Without /proc there is nothing to see.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { number in
            guard let data = FileManager.default.contents(atPath: "/proc/\(number)/stat") else { return false }
            let text = String(decoding: data, as: UTF8.self)
            // The name in brackets may hold anything; state, parent, group and session follow.
            guard let end = text.lastIndex(of: ")") else { return false }
            let fields = text[text.index(after: end)...].split(separator: " ")
            return fields.count > 3 && fields[0] != "Z" && fields[0] != "X" && fields[3] == "\(leader)"
        }
    }
}
