public import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage

extension PluginTrial {
    /// One thing that can go wrong while an artifact store is used, and how it is tried.
    public struct StoreCheck: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (any ArtifactStore, PluginProgram) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (any ArtifactStore, PluginProgram) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }
    }

    /// Runs one check on a store that the plugin serves.
    /// - Throws: ``PluginFailure``, or the error that came where none should.
    public func run(_ check: StoreCheck, on store: any ArtifactStore) async throws {
        try await check.body(store, host.program(of: plugin))
    }
}

extension PluginTrial.StoreCheck {
    private static let old = Data(repeating: 1, count: 3_000_000)
    private static let new = Data(repeating: 2, count: 4_000_000)

    /// What every plugin with an artifact store has to bear.
    public static let all: [Self] = [
        Self("killed in the middle of a write, it leaves the old content or the new") { store, program in
            for delay in [0, 1, 2, 4, 8, 16, 32] {
                try await store.write(old, to: "trial/kept")
                let process = try await program.process()
                let writing = Task { try await store.write(new, to: "trial/kept") }
                try await program.clock.sleep(for: .milliseconds(delay))
                process.kill()
                let outcome = await writing.result
                let seen = try await store.data(at: "trial/kept")
                if case .success = outcome, seen != new {
                    throw PluginFailure("the write succeeded, and its content is not there")
                }
                if seen != old && seen != new {
                    throw PluginFailure("\(seen.count) bytes of neither content are there")
                }
            }
        },
        Self("a cancelled write leaves the old content, or has succeeded") { store, program in
            for delay in [0, 1, 2, 4, 8, 16, 32] {
                try await store.write(old, to: "trial/kept")
                let writing = Task { try await store.write(new, to: "trial/kept") }
                try await program.clock.sleep(for: .milliseconds(delay))
                writing.cancel()
                let outcome = await writing.result
                let seen = try await store.data(at: "trial/kept")
                if case .success = outcome {
                    if seen != new { throw PluginFailure("the write succeeded, and its content is not there") }
                } else if seen != old {
                    throw PluginFailure(
                        "the write was given up, and \(seen == new ? "its content" : "a part of it") is there")
                }
            }
        },
        Self("stopped by a signal it is given up, and another process takes its place") { store, program in
            try await store.write(old, to: "trial/kept")
            let process = try await program.process()
            try await stop(process.id)
            do {
                _ = try await process.ask(PluginCall(rawValue: "no.such.request"), within: .seconds(1))
            } catch let error as ApusError where error.code == .timedOut {
                if try await store.size(of: "trial/kept") != Int64(old.count) {
                    throw PluginFailure("its content is not there any more")
                }
                return
            }
            throw PluginFailure("it answers although it is stopped")
        },
        Self("a huge request is answered") { store, _ in
            let found = try await store.keys(withPrefix: String(repeating: "k", count: 1 << 20))
            if !found.isEmpty { throw PluginFailure("it lists keys that do not begin with the prefix") }
        },
    ]
}

/// Stops a child of this process, and returns once none of its threads runs any more (waitid(2)).
private func stop(_ child: Int32) async throws {
    kill(child, SIGSTOP)
    try await blocking {
        var information = siginfo_t()
        while waitid(P_PID, id_t(child), &information, WSTOPPED) != 0 {
            if errno != EINTR { throw Errno(rawValue: errno) }
        }
    }
}
