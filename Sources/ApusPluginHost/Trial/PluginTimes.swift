import ApusModel
import ApusWire

/// What a plugin costs.
public struct PluginTimes: Hashable, Sendable {
    /// From the order to start it, its digest's check included, until it has introduced itself.
    public let start: Duration
    /// From a request that it refuses to the answer: the median of many.
    public let request: Duration
}

extension PluginTrial {
    /// Measures the plugin in a few starts and `count` requests.
    public func times(count: Int = 500) async throws -> PluginTimes {
        var starts: [Duration] = []
        var requests: [Duration] = []
        for _ in 0..<5 {
            let begin = ContinuousClock.now
            let process = try await PluginProcess.started(launch, clock: host.clock, logger: host.logger)
            starts.append(ContinuousClock.now - begin)
            for _ in 0..<count / 5 {
                let begin = ContinuousClock.now
                try await checkRefusal(of: PluginCall(rawValue: "no.such.request"), in: process)
                requests.append(ContinuousClock.now - begin)
            }
            await process.end()
        }
        return PluginTimes(start: starts.sorted()[starts.count / 2], request: requests.sorted()[requests.count / 2])
    }
}
