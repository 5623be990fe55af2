import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Logging
import SystemPackage

/// The work on a claimed attempt, from its inputs to its outputs.
struct AttemptWork: Sendable {
    let runner: StepRunner
    let assignment: StepAssignment
    let stops: StopRequests

    /// How the attempt ended; of one that succeeded, the outputs are kept.
    struct End: Sendable {
        var outcome: AttemptReport.Outcome
        var metrics: [MetricSeries]?
    }

    /// Does all of it.
    func end() async -> End {
        do throws(FailedAttempt) {
            return try await endInFolders()
        } catch {
            return End(outcome: .failed(error.failure))
        }
    }

    private func endInFolders() async throws(FailedAttempt) -> End {
        let (store, secrets) = try await artifactStore()
        let variables = try await secretVariables()
        let folders = try await describing("no folders for inputs and outputs can be made") {
            try await StepFolders(in: runner.surroundings.temporaryFolder, for: assignment.attempt)
        }
        let result: Result<End, FailedAttempt>
        do throws(FailedAttempt) {
            result = .success(try await end(in: folders, store, variables, SecretMask(secrets + variables.values)))
        } catch {
            result = .failure(error)
        }
        await folders.remove()
        return try result.get()
    }

    private func end(
        in folders: StepFolders, _ store: any ArtifactStore, _ variables: [String: SecretString], _ mask: SecretMask
    ) async throws(FailedAttempt) -> End {
        let transfer = ArtifactTransfer(
            store: store, archives: folders.archives,
            spares: runner.surroundings.spares.map { SpareCopies(outputs: $0) }
        ) { try await reserve($0) }
        let inputs = try await fetchInputs(by: transfer, into: folders.inputs)
        let places = Dictionary(uniqueKeysWithValues: assignment.outputs.map { ($0, folders.outputs.appending($0)) })
        let log = StepLogWriter(
            store: store, attempt: assignment.attempt, clock: runner.clock, logger: runner.logger)
        let environment = StepVariables.make(
            for: assignment, secrets: variables, inherited: runner.surroundings.environment, inputs: inputs,
            outputs: places, metrics: folders.metrics.path)
        // Only in a container of its own is the limit this attempt's.
        let memory = runner.surroundings.isFirstProcess ? MemoryLimit() : nil
        let status: ProcessStatus
        let metrics: MetricsFile.Contents
        do throws(FailedAttempt) {
            status = try await run(environment, log, mask)
            metrics = await folders.metrics.contents()
            await say(metrics.remarks, log)
            runner.announceEnd()
        } catch {
            await log.finish()
            throw error
        }
        async let finished: Void = log.finish()
        let outcome: AttemptReport.Outcome
        do throws(FailedAttempt) {
            try check(status, memory?.breach)
            outcome = .succeeded(outputs: try await keepOutputs(places, by: transfer))
        } catch {
            outcome = .failed(error.failure)
        }
        await finished
        return End(outcome: outcome, metrics: metrics.series)
    }

    private func artifactStore() async throws(FailedAttempt) -> (any ArtifactStore, [SecretString]) {
        let component = assignment.artifactStore
        let own = ownTokens
        return try await describing("artifact store '\(component.name)' cannot be used") {
            let secrets = component.needsSecrets ? try await runner.authority.secrets(of: component.id) : [:]
            let bound = try await boundConnector(of: component)
            let context = ComponentContext(
                component: component, secrets: secrets, access: bound.access, home: runner.surroundings.home,
                logger: runner.logger)
            let store = try runner.surroundings.registry.makeArtifactStore(context)
            return (store, Array(secrets.values) + bound.secrets + own)
        }
    }

    /// What nobody may see in a log of what the runner proves itself with.
    private var ownTokens: [SecretString] {
        let environment = runner.surroundings.environment
        // A file that is gone has nothing to hide.
        let text = environment["APUS_RUN_TOKEN_FILE"].flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
        return [environment["APUS_RUN_TOKEN"], text?.trimmed].compactMap { $0.map { SecretString($0) } }
    }

    /// What the component's connector gives, asked for again whenever it is called, and the connector's secrets.
    private func boundConnector(
        of component: Component
    ) async throws -> (access: (@Sendable () async throws -> ResourceAccess)?, secrets: [SecretString]) {
        guard let binding = component.connector else { return (nil, []) }
        let (registry, authority, logger) = (runner.surroundings.registry, runner.authority, runner.logger)
        let access: @Sendable () async throws -> ResourceAccess = {
            let (record, secrets) = try await authority.connector(of: component.id)
            let context = ConnectorContext(connector: record, secrets: secrets, logger: logger)
            return try await registry.makeConnector(context).access(to: binding.resourceID, of: binding.resourceType)
        }
        return (access, Array(try await authority.connector(of: component.id).secrets.values))
    }

    private func secretVariables() async throws(FailedAttempt) -> [String: SecretString] {
        if assignment.secrets.isEmpty { return [:] }
        return try await describing("the step's secrets cannot be read") {
            try await runner.authority.secretVariables(of: assignment.attempt)
        }
    }

    private func fetchInputs(
        by transfer: ArtifactTransfer, into folder: FilePath
    ) async throws(FailedAttempt) -> [String: FilePath] {
        let places = Dictionary(uniqueKeysWithValues: assignment.inputs.keys.map { ($0, folder.appending($0)) })
        let fetching = Task { [assignment] in
            for (name, artifact) in assignment.inputs.sorted(by: { $0.key < $1.key }) {
                try Task.checkCancellation()
                do {
                    try await transfer.fetch(artifact, to: folder.appending(name))
                } catch let error as ApusError {
                    throw ApusError(
                        error.code, "input '\(name)' cannot be fetched",
                        reason: error.reason.map { "\(error.summary): \($0)" } ?? error.summary)
                }
            }
        }
        let result = await stops.handling(by: { _ in fetching.cancel() }) { await fetching.result }
        if stops.first != nil { throw stopped("before its command started") }
        try await describing("the inputs cannot be fetched") { try result.get() }
        return places
    }

    private func run(
        _ environment: [String: String], _ log: StepLogWriter, _ mask: SecretMask
    ) async throws(FailedAttempt) -> ProcessStatus {
        let command: RunningCommand
        do {
            command = try RunningCommand(
                assignment.command, environment: environment, folder: assignment.workingDirectory.map { FilePath($0) })
        } catch {
            // As a shell has it: 127 for a command that is not there, 126 for one that cannot be started.
            let isMissing = (error as? ApusError)?.code == .notFound
            throw FailedAttempt(.command, Self.oneLine(error), exitCode: isMissing ? 127 : 126)
        }
        return try await describing("the command cannot be followed") {
            try await stops.handling(by: { command.process.signal($0) }) {
                try await command.followed(reapingOthers: runner.surroundings.isFirstProcess) { stream, texts in
                    let now = Date()
                    let lines = texts.map { LogLine(at: now, stream: stream, text: mask.covering($0)) }
                    await runner.show(lines)
                    await log.append(lines)
                }
            }
        }
    }

    /// Has the log say something of the runner's own.
    private func say(_ texts: [String], _ log: StepLogWriter) async {
        let lines = texts.map { LogLine(at: Date(), stream: .runner, text: $0) }
        if lines.isEmpty { return }
        await runner.show(lines)
        await log.append(lines)
    }

    private func check(_ status: ProcessStatus, _ breach: String?) throws(FailedAttempt) {
        if stops.first != nil { throw stopped("while its command ran, which \(status)", exitCode: status.shellCode) }
        if status == .code(0) { return }
        let text = ["the command \(status)", breach].compactMap { $0 }.joined(separator: ": ")
        throw FailedAttempt(.command, text, exitCode: status.shellCode)
    }

    /// Waits until the artifact, if it is being deleted, is gone.
    private func reserve(_ artifact: Artifact) async throws {
        while try await !runner.authority.reserve([artifact], for: assignment.attempt).isEmpty {
            runner.logger.info("an output is being deleted, waiting", metadata: ["digest": "\(artifact.digest)"])
            try await runner.clock.sleep(for: Self.pauseBetweenReservations)
        }
    }

    /// Of content that is being deleted, which takes a second or so.
    private static let pauseBetweenReservations: Duration = .milliseconds(200)

    private func keepOutputs(
        _ places: [String: FilePath], by transfer: ArtifactTransfer
    ) async throws(FailedAttempt) -> [String: Artifact] {
        var kept: [String: Artifact] = [:]
        for name in assignment.outputs {
            guard let place = places[name] else { continue }
            let artifact: Artifact?
            do {
                artifact = try await transfer.keep(place, as: name)
            } catch {
                throw FailedAttempt(.outputs, "output '\(name)' cannot be kept: \(Self.oneLine(error))")
            }
            guard let artifact else {
                throw FailedAttempt(
                    .outputs,
                    "the command left no output '\(name)': there is nothing at $\(EnvironmentName.output(name))")
            }
            kept[name] = artifact
        }
        return kept
    }

    /// Whoever asked knows why; to a driver that did not ask, it is the infrastructure that took the attempt away.
    private func stopped(_ moment: String, exitCode: Int? = nil) -> FailedAttempt {
        let signal = SignalName.text(stops.first ?? 0)
        return FailedAttempt(
            .infrastructure, "the attempt was asked to stop by \(signal) \(moment)", exitCode: exitCode)
    }

    private func describing<Value>(
        _ problem: String, _ body: () async throws -> Value
    ) async throws(FailedAttempt) -> Value {
        do {
            return try await body()
        } catch {
            let code = (error as? ApusError)?.code
            let mayPass = code == nil || [.unavailable, .timedOut, .storageFull].contains(code)
            throw FailedAttempt(mayPass ? .infrastructure : .permanent, "\(problem): \(Self.oneLine(error))")
        }
    }

    private static func oneLine(_ error: any Error) -> String {
        guard let error = error as? ApusError else { return "\(error)" }
        return (error.reason ?? error.cause.map { "\($0)" }).map { "\(error.summary): \($0)" } ?? error.summary
    }
}
