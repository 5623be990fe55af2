public import ApusCore
public import ApusModel
public import FoundationEssentials

extension InMemoryMetadataStore {
    public func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key, at: Date) async throws -> [ContentDigest] {
        try access { state in
            _ = try state.run(attempt.run).step(attempt.step)
            let leaving = state.beingDeleted(artifacts.map(\.digest), at: at)
            if leaving.isEmpty { state.runs[attempt.run]?.hold(artifacts, of: attempt.step) }
            return leaving
        }
    }

    public func survey(_ runs: [Identifier<Run>]) async throws -> RunSurvey {
        try RetentionRules.check(runs)
        return try access { state in
            let found = Set(runs).sorted().compactMap { state.runs[$0] }
            let entries = found.map { stored in
                RunSurvey.Entry(
                    run: stored.run.id, attempts: stored.steps.reduce(0) { $0 + $1.attempts.count },
                    artifactStore: stored.plan.component(.artifactStore))
            }
            var artifacts: [RunSurvey.Artifact] = []
            let named: [ContentDigest: Int64] = found.reduce(into: [:]) { $0.merge($1.named) { first, _ in first } }
            for (digest, size) in named {
                artifacts.append(
                    RunSurvey.Artifact(
                        digest: digest, size: size, uses: found.count { $0.named[digest] != nil },
                        allUses: state.runs.values.count { $0.named[digest] != nil }))
            }
            return RunSurvey(
                runs: entries, artifacts: artifacts.sorted { $0.digest.hexadecimal < $1.digest.hexadecimal })
        }
    }

    public func removeRuns(_ runs: [Identifier<Run>], keepingArtifacts: Bool) async throws -> [Identifier<Run>] {
        try RetentionRules.check(runs)
        return try access { state in
            for id in runs {
                guard let run = state.runs[id]?.run else { continue }
                if !run.status.isFinal { throw ApusError.notOver(run) }
                state.remove(id, keepingArtifacts: keepingArtifacts)
            }
            return []
        }
    }

    public func takeCondemned(by holder: String, after cursor: String?, at: Date) async throws -> CondemnedBatch {
        try access { state in
            let digests = Set(state.condemned.keys.map(\.digest.description)).filter { $0 > cursor ?? "" }.sorted()
            let looked = Set(digests.prefix(RetentionRules.batch))
            let named = Set(state.runs.values.flatMap(\.named.keys))
            var taken: [CondemnedContent] = []
            for (content, taking) in state.condemned
            where looked.contains(content.digest.description) && !named.contains(content.digest) {
                if let taking, taking.holder != holder, taking.until > at { continue }
                state.condemned[content] = (holder, RetentionRules.lease(from: at))
                taken.append(content)
            }
            return CondemnedBatch(
                contents: taken.sorted { $0.digest.hexadecimal < $1.digest.hexadecimal },
                next: digests.count > looked.count ? looked.max() : nil)
        }
    }

    public func forgetCondemned(_ deleted: [CondemnedContent], by holder: String) async throws {
        try access { state in
            for (content, taking) in state.condemned where taking?.holder == holder {
                if deleted.contains(content) {
                    state.condemned[content] = nil
                } else {
                    state.condemned[content] = .some(nil)
                }
            }
        }
    }
}

extension StoredRun {
    /// The digests that the run names, and the sizes of their contents.
    var named: [ContentDigest: Int64] {
        references.values.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }

    mutating func hold(_ artifacts: some Collection<Artifact>, of step: String) {
        for artifact in artifacts { references[step, default: [:]][artifact.digest] = artifact.size }
    }
}

extension StoredMetadata {
    func beingDeleted(_ digests: some Collection<ContentDigest>, at: Date) -> [ContentDigest] {
        let taken = condemned.filter { $0.value.map { $0.until > at } ?? false }.map(\.key.digest)
        return Set(digests).intersection(taken).sorted { $0.hexadecimal < $1.hexadecimal }
    }

    /// Names what a step brings, unless it is being deleted.
    func check(_ step: StepRun, at: Date) throws(ApusError) {
        let known = runs[step.run]?.references[step.step] ?? [:]
        let leaving = beingDeleted(step.outputs.values.map(\.digest).filter { known[$0] == nil }, at: at)
        if !leaving.isEmpty { throw ApusError.beingDeleted(leaving) }
    }

    mutating func remove(_ id: Identifier<Run>, keepingArtifacts: Bool) {
        guard let stored = runs.removeValue(forKey: id), !keepingArtifacts,
            let store = stored.plan.component(.artifactStore)
        else { return }
        for (digest, size) in stored.named {
            let content = CondemnedContent(digest: digest, size: size, artifactStore: store)
            if condemned[content] == nil { condemned[content] = .some(nil) }
        }
    }

    /// What the cache answers for the key.
    func cachedStep(for key: ContentDigest) -> StepRun? {
        let found = runs.values.flatMap(\.steps).filter { $0.cacheKey == key }
        func newest(_ status: StepStatus) -> StepRun? {
            found.filter { $0.status == status }
                .max { ($0.endedAt ?? .distantPast, $0.run) < ($1.endedAt ?? .distantPast, $1.run) }
        }
        return newest(.succeeded) ?? newest(.cached)
    }

    func checkTakeover(_ settlement: StepSettlement, of step: String) throws(ApusError) {
        guard case .cached(let key, let run, _, _) = settlement else { return }
        try RetentionRules.checkTakeover(
            settlement, of: step, cached: key.flatMap(cachedStep(for:)),
            source: runs[run]?.steps.first { $0.step == step })
    }
}
