import ApusCore
import ApusModel
import ArgumentParser

/// Names a run on a command line.
struct RunReference: ParsableArguments {
    @Argument(help: "A run's name, identity, or the beginning of either; the newest run without one.")
    var run: String?

    /// The run.
    /// - Throws: ``ApusError`` with `.notFound`, or `.invalidArgument` when several begin so.
    func find(in session: Session) async throws -> Run { try await Self.find(run, in: session) }

    /// As ``find(in:)``.
    static func find(_ run: String?, in session: Session) async throws -> Run {
        guard let run else {
            if let newest = try await session.store.runs(.init(limit: 1)).items.first { return newest }
            throw ApusError(.notFound, "there are no runs yet", hint: "apus pipeline run FILE")
        }
        if let found = try await session.store.run(matching: run) { return found }
        throw ApusError(.notFound, "there is no run '\(run)'", hint: "apus run list")
    }

    /// The step of that name among those of the run.
    /// - Throws: ``ApusError`` with `.notFound`, naming the steps that there are.
    static func step(_ name: String, of run: Run, _ steps: [StepRun]) throws(ApusError) -> StepRun {
        if let step = steps.first(where: { $0.step == name }) { return step }
        let names = steps.map(\.step)
        throw ApusError(
            .notFound, "run '\(run.name)' has no step '\(name)'",
            reason: "its steps are \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" })
    }
}
