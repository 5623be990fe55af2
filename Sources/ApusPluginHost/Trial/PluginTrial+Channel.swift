import ApusModel
import ApusWire
import FoundationEssentials

extension PluginTrial.Check {
    /// What every plugin has to bear.
    public static let channel: [Self] = [
        Self("it introduces itself, each time in the same way") { trial in
            for _ in 0..<2 {
                let said = try await trial.withProcess { try await $0.introduction() }
                if said != trial.plugin.description { throw PluginFailure("it says something else than before") }
            }
        },
        Self("started by hand, it says what it is and exits with 64") { trial in
            // For a library that is what apus-foreign does.
            try await trial.withProcess(trial.launch.byHand) { process in
                guard await trial.ends(process, within: .seconds(30)) else { throw PluginFailure("it does not end") }
                if process.exitStatus != .code(PluginProtocol.usageExitCode) {
                    throw PluginFailure("it \(process.exitStatus.map { "\($0)" } ?? "is gone")")
                }
                if process.lastLines.isEmpty { throw PluginFailure("it says nothing on standard error") }
            }
        },
        Self("a version of the protocol that it does not speak is refused with a reason") { trial in
            try await trial.withProcess { process in
                do {
                    _ = try await process.introduction(offering: 999_999...999_999)
                } catch let error as ApusError where error.code == .unsupported {
                    return
                } catch let error as ApusError {
                    throw PluginFailure(
                        "it answers with the code \(error.code.rawValue) instead of unsupported: \(error)")
                }
                throw PluginFailure("it speaks a version that does not exist")
            }
        },
        Self("a request that it does not know is refused, and harms nothing") { trial in
            try await trial.withProcess { process in
                _ = try await process.introduction()
                for _ in 0..<2 {
                    try await trial.checkRefusal(of: PluginCall(rawValue: "no.such.request"), in: process)
                }
            }
        },
        Self("what is no message does not make it hang") { trial in
            for text in ["this is no JSON", "[1, 2, 3]", "{\"id\": \"seven\"}"] {
                try await trial.withProcess { process in
                    _ = try await process.introduction()
                    try await process.connection.send(Data(text.utf8))
                    do {
                        _ = try await process.ask(PluginCall(rawValue: "no.such.request"), within: .seconds(30))
                    } catch let error as ApusError where error.code == .timedOut {
                        throw PluginFailure("after '\(text)' it neither ends nor answers")
                    } catch {
                        return  // it ended, or it refused what it does not know
                    }
                }
            }
        },
        Self("it ends when its host goes") { trial in
            try await trial.withProcess { process in
                _ = try await process.introduction()
                process.closeChannel()
                if !(await trial.ends(process, within: .seconds(30))) {
                    throw PluginFailure("it lives on without a channel")
                }
            }
        },
    ]
}

extension PluginTrial {
    /// The request must be answered with an error.
    func checkRefusal(of call: PluginCall, in process: PluginProcess) async throws {
        do {
            _ = try await process.ask(call, within: .seconds(30))
        } catch is ApusError {
            return
        }
        throw PluginFailure("it answers '\(call)' as if it knew it")
    }
}
