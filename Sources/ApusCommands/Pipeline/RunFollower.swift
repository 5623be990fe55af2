import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials

/// Submits a prepared run and shows what happens until it is over.
struct RunFollower {
    let session: Session

    /// - Parameter waiting: whether to stay until the run's end.
    /// - Returns: the run as it is when this returns.
    func run(_ prepared: PreparedRun, waiting: Bool) async throws -> Run {
        let submitted = prepared.run
        let name = submitted.run.name
        let submission = try await submitted.submit(to: prepared.orchestrator, at: Date())
        Console.error.print("Run \(Console.error.style.bold(name)) on stack '\(submitted.run.stack)'.")
        if let notice = submission.notice { Console.error.print(notice) }
        if !waiting {
            Console.error.print("It goes on without this command: apus run describe \(name)")
            return submitted.run
        }
        let started = Date()
        let ended = try await Interruption.watch {
            try await prepared.waitLimit.holding(name) { try await follow(prepared) }
        } onInterrupt: {
            try await interrupt(prepared)
        }
        let took = Moment.duration(from: started, to: Date())
        Console.error.print("Run \(name) \(word(for: ended.status)) after \(took). See: apus run describe \(name)")
        return ended
    }

    private func follow(_ prepared: PreparedRun) async throws -> Run {
        try await withThrowingTaskGroup(of: Run?.self) { group in
            group.addTask {
                try await prepared.orchestrator.follow(prepared.run) { line in
                    Console.output.print(Self.text(of: line))
                }
            }
            group.addTask {
                try await showProgress(of: prepared.run.run)
                return nil
            }
            var ended: Run?
            for try await result in group {
                if let result { ended = result }
            }
            return ended ?? prepared.run.run
        }
    }

    private func showProgress(of run: Run) async throws {
        var progress = ProgressText(style: Console.error.style)
        for try await event in session.store.events(of: run.id, after: 0) {
            Console.error.print(progress.lines(for: event))
        }
    }

    /// Here, the run stops with this command; elsewhere it goes on without it.
    private func interrupt(_ prepared: PreparedRun) async throws -> Interruption.Answer {
        let name = prepared.run.run.name
        if prepared.isRemote {
            Console.error.print("\nThe run goes on. To stop it: apus run cancel \(name)")
            return .leave
        }
        if try await session.store.run(prepared.run.run.id)?.mainOutcome != nil {
            Console.error.print("\nThe finally steps of run \(name) go on. Ctrl-C once more ends them too.")
            return .wait
        }
        Console.error.print("\nStopping run \(name).")
        try await session.store.requestCancellation(of: prepared.run.run.id, at: Date())
        return .wait
    }

    private func word(for status: RunStatus) -> String {
        let style = Console.error.style
        return status == .succeeded ? style.green(status.rawValue) : style.red(status.rawValue)
    }

    private static func text(of line: OutputLine) -> String {
        guard let step = line.step else { return line.text }
        return Console.output.style.tint("[\(step)]", by: step) + " " + line.text
    }
}
