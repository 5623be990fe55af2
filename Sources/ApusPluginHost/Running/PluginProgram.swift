import ApusCore
import ApusModel
import ApusWire
import Logging

/// A plugin's program, started when it is first asked something, and again when it ended.
actor PluginProgram {
    nonisolated let launch: PluginLaunch
    nonisolated let clock: any Clock<Duration>
    private let logger: Logger
    private var running: Task<PluginProcess, any Error>?
    private var isEnded = false

    init(_ launch: PluginLaunch, clock: any Clock<Duration> = ContinuousClock(), logger: Logger) {
        self.launch = launch
        self.clock = clock
        self.logger = logger
    }

    /// Asks it something. When its process ends meanwhile, it is asked once more in a new process: every request may be
    /// repeated.
    /// - Throws: as ``PluginProcess/ask(_:of:_:within:)``, and what keeps it from starting.
    nonisolated func ask(
        _ call: PluginCall, of part: PluginPart? = nil, _ arguments: [String: JSONValue] = [:],
        within limit: Duration
    ) async throws -> [String: JSONValue] {
        var isAgain = false
        while true {
            let process = try await process()
            do {
                if let part { try await part.open(in: process) }
                return try await process.ask(call, of: part?.id, arguments, within: limit)
            } catch let crash as PluginCrash {
                if isAgain { throw crash.error }
                isAgain = true
                logger.warning(
                    "a plugin ended, starting it again",
                    metadata: ["plugin": "\(launch.name)", "error": "\(crash.error)"])
            }
        }
    }

    /// The process that runs, or a new one; one start serves everybody who waits for one.
    func process() async throws -> PluginProcess {
        while true {
            if isEnded {
                throw ApusError(.unavailable, "plugin '\(launch.name)' is no longer used by this process")
            }
            let start =
                running
                ?? Task { [launch, clock, logger] in
                    try await PluginProcess.started(launch, clock: clock, logger: logger)
                }
            running = start
            let result = await start.result
            if case .success(let process) = result, !process.pending.isOver { return process }
            if running == start { running = nil }
            _ = try result.get()
        }
    }

    /// Ends the process, if there is one, for good.
    func end() async {
        isEnded = true
        if case .success(let process)? = await running?.result { await process.end() }
    }
}

extension PluginProcess {
    /// Starts it, unless it is not what was registered, and lets it introduce itself.
    static func started(
        _ launch: PluginLaunch, clock: any Clock<Duration>, logger: Logger
    ) async throws -> PluginProcess {
        try await blocking { try launch.checkDigest() }
        let process = try PluginProcess(launch, clock: clock, logger: logger)
        do {
            _ = try await process.introduction()
            return process
        } catch let crash as PluginCrash {
            throw ApusError(
                .internalFailure, "plugin '\(launch.name)' cannot be used: it ended when it was greeted",
                reason: crash.error.reason, hint: crash.error.hint)
        } catch {
            await process.end()
            throw error
        }
    }
}
