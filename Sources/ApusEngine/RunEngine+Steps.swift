import ApusModel

extension RunEngine {
    /// Takes over what the store says about a step.
    mutating func learn(_ step: StepRun) {
        guard step.run == run, let position = graph.positions[step.step] else { return }
        let known = states[position].attempts.last
        states[position].merge(step.attempts)
        switch states[position].phase {
        case .over: return
        case _ where step.status.isFinal: complete(position, step)
        case .settling: return
        case .inFlight(let flight):
            guard let newest = states[position].attempts.last else { return }
            if newest.number > flight.number {
                takeOver(position, newest)
            } else if newest.number == flight.number, let failure = newest.finalFailure {
                conclude(position, flight, failure)
            } else if flight.isLost {
                lose(position, flight)
            } else {
                measure(position, at: nil)
            }
        case .blocked, .lookingUp, .ready, .delayed:
            guard let newest = states[position].attempts.last else { return }
            let isNews = newest.number > known?.number ?? 0 || newest.status.rank > known?.status.rank ?? 0
            if isNews { takeOver(position, newest) }
        }
    }

    /// Asks the cache about a step whose inputs are all known, or queues it.
    mutating func prepare(_ position: Int) {
        let step = graph.steps[position]
        if let missing = step.inputs.values.sorted(by: { "\($0)" < "\($1)" }).first(where: { output($0) == nil }) {
            return settle(position, .failed(reason: "the output '\(missing)' that it takes was not kept"))
        }
        if let seed = step.cacheSeed, states[position].attempts.isEmpty {
            states[position].phase = .lookingUp
            actions.append(.lookUp(step: step.name, seed: seed, inputs: inputs(of: position)))
        } else {
            enqueue(position)
        }
    }

    mutating func lookedUp(_ name: String, key: ContentDigest, hit: StepRun?) {
        guard let position = graph.positions[name], states[position].phase == .lookingUp else { return }
        states[position].cacheKey = key
        let step = graph.steps[position]
        let wanted = step.outputs
        if policy.takesCached, !step.mustRun, let hit, wanted.allSatisfy({ hit.outputs[$0] != nil }) {
            let outputs = hit.outputs.filter { wanted.contains($0.key) }
            settle(
                position,
                .cached(key: key, from: hit.cachedFrom ?? hit.run, outputs: outputs, metrics: hit.keptMetrics))
        } else {
            enqueue(position)
        }
    }

    /// Runs a step that could not be answered from the cache after all.
    mutating func takeoverRefused(_ name: String) {
        guard let position = graph.positions[name], states[position].phase == .settling else { return }
        if halt(of: position) == nil { enqueue(position) } else { giveUp(position) }
    }

    mutating func enqueue(_ position: Int) {
        if states[position].isPrestarted, halt(of: position) == nil {
            return launch(position, number: states[position].nextNumber)
        }
        states[position].phase = .ready
        ready.insert(graph.ranks[position])
    }

    mutating func settle(_ position: Int, _ settlement: StepSettlement) {
        states[position].phase = .settling
        actions.append(.settle(step: graph.steps[position].name, settlement))
    }

    /// What the step takes, by input name. Known once every upstream step has its outputs.
    func inputs(of position: Int) -> [String: Artifact] { graph.steps[position].inputs.compactMapValues(output) }

    private func output(_ reference: OutputReference) -> Artifact? {
        graph.positions[reference.step].flatMap { states[$0].outputs[reference.output] }
    }

    private mutating func complete(_ position: Int, _ step: StepRun) {
        recordEnd(position, step)
        states[position].isPrestarted = false
        for number in states[position].live {
            let attempt = states[position].attempts.last { $0.number == number }
            if attempt?.status.isFinal != true { actions.append(.stop(key(position, number))) }
        }
        if step.status.hasOutputs {
            for waiting in graph.downstream[position] where mayBegin(waiting) { prepare(waiting) }
        } else {
            spread(position)
        }
    }

    /// Draws the consequences of a step that ended without outputs.
    mutating func spread(_ position: Int) {
        guard case .over(let status) = states[position].phase else { return }
        let name = graph.steps[position].name
        let isFailure = status == .failed || (status == .cancelled && halt(of: position) == nil)
        skipDownstream(
            of: position, reason: "step '\(name)' \(status == .failed ? "failed" : "was \(status.rawValue)")")
        guard isFailure else { return }
        if graph.steps[position].role == .finally { return failedFinally.append(position) }
        failed.append(position)
        switch failureMode {
        case .continueOnFailure: return
        case .stopOnFailure: stopStarting(.failure(name))
        case .failFast: stopStarting(.failFast(name))
        }
    }

    private mutating func skipDownstream(of position: Int, reason: String) {
        var rest = graph.downstream[position]
        while let next = rest.popLast() {
            guard states[next].phase == .blocked else { continue }
            settle(next, .skipped(reason: reason))
            rest += graph.downstream[next]
        }
    }
}
