import FoundationEssentials
import Glibc

/// What this process takes of its machine (proc(5)).
struct ProcessUsage: Sendable {
    /// In user and kernel mode, in seconds.
    let processorTime: Double
    /// In bytes.
    let residentMemory: Int
    let openFiles: Int

    /// `nil` where `/proc` does not say it.
    static func current() -> ProcessUsage? {
        let manager = FileManager.default
        guard let data = manager.contents(atPath: "/proc/self/stat"),
            let files = try? manager.contentsOfDirectory(atPath: "/proc/self/fd")
        else { return nil }
        return ProcessUsage(stat: String(decoding: data, as: UTF8.self), openFiles: files.count)
    }

    /// - Parameter stat: the line of `/proc/self/stat`. The name of the program in it may have spaces and brackets.
    init?(
        stat: String, openFiles: Int, ticksPerSecond: Int = sysconf(Int32(_SC_CLK_TCK)),
        pageSize: Int = sysconf(Int32(_SC_PAGESIZE))
    ) {
        guard let name = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: name)...].split(separator: " ")
        // The first of these is field 3.
        guard fields.count > 21, let user = Int(fields[11]), let kernel = Int(fields[12]), let pages = Int(fields[21])
        else { return nil }
        processorTime = Double(user + kernel) / Double(ticksPerSecond)
        residentMemory = pages * pageSize
        self.openFiles = openFiles
    }
}

extension MetricsText {
    /// By the names that every exporter has (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics).
    mutating func add(_ process: ProcessUsage) {
        begin("process_cpu_seconds_total", .counter, "Processor time of the server.")
        add("process_cpu_seconds_total", [], process.processorTime)
        begin("process_resident_memory_bytes", .gauge, "Memory of the server.")
        add("process_resident_memory_bytes", [], Double(process.residentMemory))
        begin("process_open_fds", .gauge, "Open files and connections of the server.")
        add("process_open_fds", [], Double(process.openFiles))
    }
}
