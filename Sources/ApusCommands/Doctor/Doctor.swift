import ApusAPI
import ApusClient
import ApusCore
import ApusHost
import ApusModel
import ArgumentParser
import SystemPackage

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Really try every part of a stack, and say how to mend what fails.",
        discussion: """
            Reaches the cluster, the registry, the artifact store and the server; what it writes it deletes again. \
            Fails when something does.
            """)

    @Argument(help: "The stack's name; the active stack without one.")
    var stack: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await Session.open()
        let stack = try await session.stack(named: stack)
        let doctor = StackDoctor(store: session.store, registry: session.registry, factory: session.factory)
        async let parts = doctor.examine(stack)
        let whole = Examination(
            subject: "stack '\(stack.stack.name)'", findings: Self.findings(about: stack, session))
        let examinations = await [whole, Self.examineStore(of: stack, session)] + parts
        try output.render(examinations, names: examinations.map(\.subject)) {
            Self.table(examinations).lines(style: Console.output.style) + Self.mending(examinations)
        }
        let failures = examinations.flatMap(\.findings).count { $0.outcome == .failed }
        if failures > 0 {
            throw ApusError(
                .rejected, "stack '\(stack.stack.name)' is not well",
                reason: failures == 1 ? "1 check failed" : "\(failures) checks failed")
        }
    }

    private static func findings(about stack: ResolvedStack, _ session: Session) -> [Finding] {
        let found = stack.diagnostics(session.registry, storeIsLocal: session.storeIsLocal)
        if found.isEmpty { return [Finding("complete", .ok)] }
        return found.map { Finding("complete", .failed, $0.summary, hint: $0.hint) }
    }

    private static func examineStore(of stack: ResolvedStack, _ session: Session) async -> Examination {
        guard let url = session.state.server else {
            return Examination(
                subject: "database",
                findings: [
                    await Finding.reporting("readable") {
                        _ = try await session.store.stacks()
                        return session.home.database.string
                    }
                ])
        }
        let reachable = await Finding.reporting("reachable") {
            let info = try await ServerConnection(url: url, session: session).store.info()
            return "version \(info.version) at \(url)"
        }
        if reachable.outcome == .failed { return Examination(subject: "server", findings: [reachable]) }
        let reach = ServerReach(server: url, stack: stack, session: session)
        return Examination(subject: "server", findings: [reachable, await reach.examine()])
    }

    private static func table(_ examinations: [Examination]) -> Table {
        Table(
            ["WHAT", "CHECK", "RESULT", "FOUND"],
            rows: examinations.flatMap { examination in
                examination.findings.enumerated().map { index, finding in
                    [
                        index == 0 ? examination.subject : "", finding.check, finding.outcome.rawValue,
                        finding.outcome == .failed ? "see below" : finding.detail,
                    ]
                }
            })
    }

    /// What failed, why, and how to mend it.
    private static func mending(_ examinations: [Examination]) -> [String] {
        examinations.flatMap { examination in
            examination.findings.filter { $0.outcome == .failed }.flatMap { finding in
                ["", "\(examination.subject): \(finding.check) failed", "  reason: \(finding.detail)"]
                    + (finding.hint.map { ["  hint:   \($0)"] } ?? [])
            }
        }
    }
}
