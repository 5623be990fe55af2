public import ApusCore
public import ApusModel
import FoundationEssentials

extension InMemoryMetadataStore {
    public func create(_ run: Run, plan: RunPlan) async throws {
        try access { state in
            if let stored = state.runs[run.id] { return try RunRules.checkSame(run, as: stored.run) }
            if state.runs.values.contains(where: { $0.run.name == run.name }) { throw ApusError.taken(run) }
            if let origin = run.origin, state.run(of: origin) != nil { throw ApusError.taken(origin) }
            state.runs[run.id] = StoredRun(run: run, plan: plan, steps: try RunRules.steps(of: run, plan: plan))
        }
    }

    public func run(_ id: Identifier<Run>) async throws -> Run? {
        try access { state in state.runs[id]?.run }
    }

    public func run(matching text: String) async throws -> Run? {
        try access { state in
            let candidates = state.runs.values.map(\.run).filter {
                $0.name.hasPrefix(text) || $0.id.rawValue.hasPrefix(text)
            }
            return try RunRules.match(text, among: candidates)
        }
    }

    public func runs(_ query: RunQuery) async throws -> Page<Run> {
        let start = try query.start()
        return try access { state in
            let found = state.runs.values.map(\.run).filter { run in
                (query.pipeline == nil || run.pipeline == query.pipeline)
                    && (query.status == nil || run.status == query.status)
                    && (query.schedule == nil || run.origin?.schedule == query.schedule)
                    && start.map { RunCursor(run) < $0 } ?? true
            }
            return Page(found.sorted { RunCursor($0) > RunCursor($1) }, limit: query.limit)
        }
    }

    public func plan(of run: Identifier<Run>) async throws -> RunPlan {
        try access { state in try state.run(run).plan }
    }

    public func steps(of run: Identifier<Run>) async throws -> [StepRun] {
        try access { state in RunRules.listed(try state.run(run).steps) }
    }

    public func deleteRun(_ id: Identifier<Run>) async throws {
        try access { state in
            let run = try state.run(id).run
            if !run.status.isFinal { throw ApusError.notOver(run) }
            state.remove(id, keepingArtifacts: false)
        }
    }

    public func cachedStep(for key: ContentDigest) async throws -> StepRun? {
        try access { state in state.cachedStep(for: key) }
    }

    public func events(of run: Identifier<Run>, after cursor: Int64) -> AsyncThrowingStream<RunEvent, any Error> {
        RunEventReader.stream(after: cursor, wakes: contents.signal.wakes(of: run)) { [self] cursor in
            try access { state in try state.run(run).batch(after: cursor) }
        }
    }
}
