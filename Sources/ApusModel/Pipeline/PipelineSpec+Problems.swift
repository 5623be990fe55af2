extension PipelineSpec {
    /// Everything that keeps this pipeline from being planned; empty for a good one.
    public func problems() -> [PipelineProblem] {
        let index = StepIndex(self)
        var found = nameProblems(index)
        if steps.isEmpty { found.append(PipelineProblem(path: ["steps"], message: "the pipeline has no steps")) }
        if let limit = maxParallelism, limit < 1 {
            found.append(PipelineProblem(path: ["max_parallelism"], message: "max_parallelism is \(limit), below 1"))
        }
        found += timeLimitProblem(timeLimit, of: "pipeline '\(name)'", at: [])
        var isInOrder = true
        for (key, part, first) in [(Self.stepsKey, steps, 0), (Self.finallyKey, finally, steps.count)] {
            let part = part.span  // taking a step out of an array would copy it, which takes longer than looking at it
            for place in part.indices {
                var latest = -1
                found += part[place].problems(among: index, below: key, latest: &latest)
                if latest >= first + place { isInOrder = false }
            }
        }
        found += roleProblems()
        if found.isEmpty, !isInOrder, let cycle = cycle() {
            let key = finally.contains { $0.name == cycle[0] } ? Self.finallyKey : Self.stepsKey
            found.append(
                PipelineProblem(
                    path: [key, cycle[0]],
                    message: "steps wait for each other in a cycle: \((cycle + [cycle[0]]).joined(separator: " → "))",
                    hint: "remove one of these inputs or 'after' entries"))
        }
        return found
    }

    static let stepsKey = "steps"
    static let finallyKey = "finally"

    private func nameProblems(_ index: StepIndex) -> [PipelineProblem] {
        var found = nameProblem(name, of: "pipeline", at: ["name"])
        if index.isUnambiguous { return found }
        for (key, steps) in [(Self.stepsKey, steps), (Self.finallyKey, finally)] {
            let counts = steps.reduce(into: [:]) { $0[$1.name, default: 0] += 1 }
            for (name, times) in counts where times > 1 {
                found.append(PipelineProblem(path: [key, name], message: "\(times) steps are named '\(name)'"))
            }
        }
        return found
    }

    /// The names along one cycle, each before the one that waits for it, or `nil`.
    private func cycle() -> [String]? {
        var finished: Set<String> = []
        var upstream: [String: [String]] = [:]
        for part in [steps, finally] { for step in part { upstream[step.name] = step.upstream } }
        for start in steps.map(\.name) + finally.map(\.name) where !finished.contains(start) {
            var path = [(name: start, rest: upstream[start]?[...] ?? [])]
            var onPath: Set<String> = [start]
            while let top = path.last {
                guard let next = top.rest.first else {
                    finished.insert(top.name)
                    onPath.remove(top.name)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].rest = top.rest.dropFirst()
                if onPath.contains(next) {
                    return [next] + path.map(\.name).drop { $0 != next }.dropFirst().reversed()
                }
                if finished.contains(next) { continue }
                onPath.insert(next)
                path.append((next, upstream[next]?[...] ?? []))
            }
        }
        return nil
    }
}

extension StepSpec {
    /// Every step that must succeed first. Sorted, without repeats.
    public var upstream: [String] {
        let names = inputs.values.map(\.step) + after
        return names.count < 2 ? names : Set(names).sorted()
    }

    /// - Parameters:
    ///   - steps: those of the pipeline.
    ///   - key: the list of the pipeline that has the step.
    ///   - latest: becomes the place of the latest step that this one waits for, unless it is later already.
    fileprivate borrowing func problems(
        among steps: StepIndex, below key: String, latest: inout Int
    ) -> [PipelineProblem] {
        let name = name
        var found = nameProblem(name, of: "step", at: [])
        if command.isBlank {
            found.append(
                PipelineProblem(path: [], message: "step '\(name)' has nothing to run", hint: "add 'run: COMMAND'"))
        }
        for output in outputs.count > 1 ? Set(outputs).sorted() : outputs {
            found += nameProblem(output, of: "output", at: ["outputs"])
            if outputs.count > 1, outputs.filter({ $0 == output }).count > 1 {
                found.append(
                    PipelineProblem(path: ["outputs"], message: "step '\(name)' names output '\(output)' twice"))
            }
        }
        found += inputProblems(among: steps, latest: &latest)
        for other in after {
            if let place = steps.place(of: other) {
                latest = max(latest, place)
                continue
            }
            found.append(
                PipelineProblem(
                    path: ["after"],
                    message: "step '\(name)' comes after '\(other)', but there is no such step",
                    hint: suggestion(other, among: steps.names)))
        }
        if retry.maximumRetries < 0 || retry.delay < 0 || retry.backoff < 0 {
            found.append(PipelineProblem(path: ["retry"], message: "step '\(name)' has a negative retry setting"))
        }
        found += timeLimitProblem(timeLimit, of: "step '\(name)'", at: [])
        return found.map { PipelineProblem(path: [key, name] + $0.path, message: $0.message, hint: $0.hint) }
    }

    private func inputProblems(among steps: StepIndex, latest: inout Int) -> [PipelineProblem] {
        var found: [(input: String, problems: [PipelineProblem])] = []
        for (input, source) in inputs {
            var problems = nameProblem(input, of: "input", at: ["inputs"])
            let place = steps.place(of: source.step)
            latest = max(latest, place ?? latest)
            let outputs = place.map(steps.outputs)
            if outputs?.contains(source.output) != true {
                problems.append(problem(of: source, for: input, among: steps, with: outputs))
            }
            if !problems.isEmpty { found.append((input, problems)) }
        }
        return found.sorted { $0.input < $1.input }.flatMap(\.problems)
    }

    /// - Parameter outputs: those of the step that the input takes one from; `nil` when there is no such step.
    private func problem(
        of source: OutputReference, for input: String, among steps: StepIndex, with outputs: [String]?
    ) -> PipelineProblem {
        let path = ["inputs", input]
        guard let outputs else {
            return PipelineProblem(
                path: path,
                message: "input '\(input)' of step '\(name)' takes '\(source)', but there is no step '\(source.step)'",
                hint: suggestion(source.step, among: steps.names))
        }
        let known = outputs.isEmpty ? "none" : outputs.joined(separator: ", ")
        return PipelineProblem(
            path: path,
            message:
                "input '\(input)' of step '\(name)' takes '\(source)', but the outputs of '\(source.step)' are: \(known)",
            hint: suggestion(source.output, among: outputs))
    }
}

private func nameProblem(
    _ name: String, of kind: String, at path: @autoclosure () -> [String]
) -> [PipelineProblem] {
    do throws(ApusError) {
        _ = try Name.validate(name, as: kind)
        return []
    } catch {
        return [PipelineProblem(path: path(), message: "\(error.summary): \(error.reason ?? "")", hint: error.hint)]
    }
}

private func timeLimitProblem(
    _ limit: Double?, of subject: @autoclosure () -> String, at path: [String]
) -> [PipelineProblem] {
    guard let limit, !(limit > 0 && limit.isFinite) else { return [] }
    return [PipelineProblem(path: path + ["time_limit"], message: "the time_limit of \(subject()) has to be above 0")]
}

private func suggestion(_ word: String, among candidates: some Sequence<String>) -> String? {
    Spelling.closest(to: word, among: candidates).map { "did you mean '\($0)'?" }
}
