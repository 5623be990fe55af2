import ApusCore
import ApusHost
import ApusImages
import ApusModel
import ApusPlanner
import FoundationEssentials
import SystemPackage

/// Turns a pipeline into a stored run: checks the stack, packs the code, pins images, compiles the plan.
///
/// What is wrong is found before the run is stored.
struct RunPreparation {
    let session: Session
    /// The active stack without one.
    let stackName: String?

    /// - Parameter mustGoOnAlone: whether the run has to go on without this process.
    func prepare(_ pipeline: PipelineSource, mustGoOnAlone: Bool) async throws -> PreparedRun {
        let (plan, parts) = try await compile(pipeline)
        return try await prepare(plan, parts, mustGoOnAlone: mustGoOnAlone)
    }

    /// What a run would make, without storing or starting one.
    /// - Parameter asksInfrastructure: whether the infrastructure says what it would answer.
    func preview(_ pipeline: PipelineSource, asksInfrastructure: Bool) async throws -> [PreviewedObject] {
        let (plan, parts) = try await compile(pipeline)
        let run = SubmittedRun(
            run: .new(of: plan, at: Date()), plan: plan, environment: try await parts.environment(session))
        return try await parts.orchestrator.preview(run, asksInfrastructure: asksInfrastructure)
    }

    /// Stores a run of the plan, unless something is known to stop it.
    func prepare(_ plan: RunPlan, _ parts: StackParts, mustGoOnAlone: Bool) async throws -> PreparedRun {
        if mustGoOnAlone, !parts.isRemote {
            throw ApusError(
                .invalidArgument, "a run on stack '\(plan.stack)' ends with the command that started it",
                reason: "its steps are this command's children", hint: "leave out --asynchronous")
        }
        let environment = try await diagnosed(plan, parts)
        let run = Run.new(of: plan, at: Date())
        try await session.store.create(run, plan: plan)
        return PreparedRun(
            run: SubmittedRun(run: run, plan: plan, environment: environment), orchestrator: parts.orchestrator,
            isRemote: parts.isRemote)
    }

    /// What surrounds a run of the plan, unless something is known to stop it.
    func diagnosed(_ plan: RunPlan, _ parts: StackParts) async throws -> RunEnvironment {
        let environment = try await parts.environment(session)
        let diagnostics = await parts.orchestrator.diagnose(plan, in: environment)
        try diagnostics.throwErrors(of: "stack '\(plan.stack)' cannot run pipeline '\(plan.pipeline)' now")
        Self.warn(diagnostics)
        return environment
    }

    /// The plan of the pipeline, with the parts of the stack that it is for.
    /// - Parameter check: looks at the parts before anything is packed.
    func compile(
        _ source: PipelineSource, check: (StackParts, String) throws -> Void = { _, _ in }
    ) async throws -> (RunPlan, StackParts) {
        let pipeline = source.spec
        let stack = try await session.stack(named: stackName)
        try await session.inspection.checkRunnable(stack)
        try await session.secrets.check(pipeline.secrets, for: "pipeline '\(pipeline.name)'")
        for step in pipeline.allSteps { try await session.secrets.check(step.secrets, for: "step '\(step.name)'") }
        let parts = try await StackParts(stack, session)
        try check(parts, stack.stack.name)
        let plan = try await compiler(stack, parts, source).compile(pipeline)
        Self.warn(await unusedSettings(of: pipeline))
        Self.warn(Self.deprecations(in: plan, parts.orchestratorFlavor.schema))
        return (plan, parts)
    }

    private func compiler(
        _ stack: ResolvedStack, _ parts: StackParts, _ pipeline: PipelineSource
    ) async throws -> PlanCompiler {
        let code = try await codeTree(of: pipeline)
        let program = try pipeline.program.map(ProgramCode.init)
        let target = PlanCompiler.Target(
            stack: stack.stack, components: stack.components, orchestratorFlavor: parts.orchestratorFlavor,
            foreignOptions: session.registry.foreignOptions(to: parts.orchestratorFlavor),
            artifactStoreLocation: parts.artifactStore.location)
        let source = code.map { PlanCompiler.Source(directory: $0.folder.string, digest: $0.digest) }
        guard parts.isRemote, let registry = parts.containerRegistry else {
            let kept = try program.map { code in
                PlanCompiler.Program(
                    words: [try ProgramShelf(folder: session.home.programs).keep(code).string], digest: code.digest)
            }
            return PlanCompiler(target: target, source: source, program: kept, image: nil)
        }
        let bundle: ProgramBundle? = if let program { try await ProgramBundle(program) } else { nil }
        let images = RunImages(
            registry: registry, runtime: RuntimeBundle(programs: Programs.folder), code: code, program: bundle,
            cache: LayerCache(folder: session.home.layers))
        let packed = program.flatMap { code in
            bundle.map { PlanCompiler.Program(words: $0.words, digest: code.digest) }
        }
        return PlanCompiler(target: target, source: source, program: packed) { base in
            let image = try await images.publish(on: base, repository: pipeline.spec.name.lowercased())
            return PinnedImage(reference: image.reference, base: image.base)
        }
    }

    private func codeTree(of pipeline: PipelineSource) async throws -> CodeTree? {
        guard let source = pipeline.spec.source else { return nil }
        let base = FilePath(FileManager.default.currentDirectoryPath).pushing(pipeline.folder)
        return try await CodeTree(folder: base.pushing(FilePath(source)).lexicallyNormalized())
    }
}
