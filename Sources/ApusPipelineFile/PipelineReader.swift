import ApusModel
import Yams

/// Turns YAML nodes into a pipeline and collects what is wrong on the way, so that a user sees every problem at once.
final class PipelineReader {
    private let root: Node
    private(set) var problems: [Problem] = []

    init(root: Node) { self.root = root }

    func pipeline() -> PipelineSpec {
        var spec = PipelineSpec(name: "", steps: [])
        read(root, as: "the pipeline") { key, value in
            switch key {
            case "name": spec.name = text(value, key) ?? spec.name
            case "image": spec.image = text(value, key)
            case "source": spec.source = text(value, key)
            case "parameters": spec.parameters = object(value, key)
            case "environment": spec.environment = texts(value, key)
            case "secrets": spec.secrets = list(value, key)
            case "settings": spec.settings = object(value, key)
            case "failure_mode": spec.failureMode = failureMode(value) ?? spec.failureMode
            case "max_parallelism": spec.maxParallelism = integer(value, key)
            case "time_limit": spec.timeLimit = number(value, key)
            case "cache": spec.isCacheEnabled = boolean(value, key) ?? spec.isCacheEnabled
            case "schedule": spec.schedule = schedule(value)
            case "steps": spec.steps = steps(value, key)
            case "finally": spec.finally = steps(value, key)
            default: return false
            }
            return true
        } keys: {
            [
                "name", "image", "source", "parameters", "environment", "secrets", "settings", "failure_mode",
                "max_parallelism", "time_limit", "cache", "schedule", "steps", "finally",
            ]
        }
        if root.mapping != nil, spec.name.isEmpty, !problems.contains(where: { $0.message.contains("'name'") }) {
            complain(root, "the pipeline has no name", hint: "add 'name: NAME'")
        }
        return spec
    }

    private func steps(_ node: Node, _ key: String) -> [StepSpec] {
        guard let mapping = node.mapping else {
            complain(node, "'\(key)' has to be a mapping from step names to steps")
            return []
        }
        return mapping.map { key, value in step(named: key.string ?? "", value) }
    }

    private func step(named name: String, _ node: Node) -> StepSpec {
        var step = StepSpec(name: name, command: .shell(""))
        read(node, as: "step '\(name)'") { key, value in
            switch key {
            case "run": step.command = command(value) ?? step.command
            case "image": step.image = text(value, key)
            case "inputs": step.inputs = inputs(value)
            case "outputs": step.outputs = list(value, key)
            case "after": step.after = list(value, key)
            case "parameters": step.parameters = object(value, key)
            case "environment": step.environment = texts(value, key)
            case "secrets": step.secrets = list(value, key)
            case "retry": step.retry = retry(value)
            case "time_limit": step.timeLimit = number(value, key)
            case "cache": step.isCacheEnabled = boolean(value, key)
            case "settings": step.settings = object(value, key)
            default: return false
            }
            return true
        } keys: {
            [
                "run", "image", "inputs", "outputs", "after", "parameters", "environment", "secrets", "retry",
                "time_limit",
                "cache", "settings",
            ]
        }
        return step
    }

    private func command(_ node: Node) -> StepCommand? {
        if let words = node.sequence {
            let texts = words.compactMap(\.string)
            if texts.count == words.count { return .program(texts) }
        } else if let text = node.scalar?.string {
            return .shell(text)
        }
        complain(node, "'run' has to be a command, or a list of words")
        return nil
    }

    private func inputs(_ node: Node) -> [String: OutputReference] {
        guard let mapping = node.mapping else {
            complain(node, "'inputs' has to be a mapping from names to STEP.OUTPUT")
            return [:]
        }
        var inputs: [String: OutputReference] = [:]
        for (key, value) in mapping {
            let parts = value.string?.split(separator: ".", maxSplits: 1) ?? []
            guard parts.count == 2, let name = key.string else {
                complain(
                    value, "an input takes an output, written STEP.OUTPUT", hint: "such as 'dataset: load.dataset'")
                continue
            }
            inputs[name] = OutputReference(step: String(parts[0]), output: String(parts[1]))
        }
        return inputs
    }

    private func retry(_ node: Node) -> RetryPolicy {
        var policy = RetryPolicy()
        read(node, as: "'retry'") { key, value in
            switch key {
            case "max_retries": policy.maximumRetries = integer(value, key) ?? 0
            case "delay": policy.delay = number(value, key) ?? 0
            case "backoff": policy.backoff = number(value, key) ?? 1
            default: return false
            }
            return true
        } keys: {
            ["max_retries", "delay", "backoff"]
        }
        return policy
    }

    private func schedule(_ node: Node) -> ScheduleSpec? {
        var spec: ScheduleSpec?
        if let value = node.mapping?["cron"] {
            spec = cron(value).map { ScheduleSpec(cron: $0) }
        } else if node.mapping != nil {
            complain(node, "'schedule' does not say when", hint: "add 'cron: \"30 2 * * *\"'")
        }
        read(node, as: "'schedule'") { key, value in
            switch key {
            case "name": spec?.name = text(value, key)
            case "cron": break
            case "time_zone": spec?.timeZone = text(value, key)
            case "concurrency_policy": spec?.concurrencyPolicy = concurrencyPolicy(value)
            case "starting_deadline_seconds": spec?.startingDeadlineSeconds = count(value, key)
            case "successful_jobs_history_limit": spec?.successfulJobsHistoryLimit = count(value, key)
            case "failed_jobs_history_limit": spec?.failedJobsHistoryLimit = count(value, key)
            case "suspended": spec?.isSuspended = boolean(value, key)
            default: return false
            }
            return true
        } keys: {
            [
                "name", "cron", "time_zone", "concurrency_policy", "starting_deadline_seconds",
                "successful_jobs_history_limit", "failed_jobs_history_limit", "suspended",
            ]
        }
        return spec
    }

    private func cron(_ node: Node) -> CronExpression? {
        checked(node, "cron") { text throws(ApusError) in try CronExpression(text) }
    }

    /// What `read` makes of the text; its error is a problem.
    private func checked<Value>(
        _ node: Node, _ key: String, _ read: (String) throws(ApusError) -> Value
    ) -> Value? {
        guard let text = text(node, key) else { return nil }
        do throws(ApusError) {
            return try read(text)
        } catch {
            complain(node, "\(error.summary): \(error.reason ?? "")", hint: error.hint)
            return nil
        }
    }

    private func concurrencyPolicy(_ node: Node) -> Schedule.ConcurrencyPolicy? {
        checked(node, "concurrency_policy") { text throws(ApusError) in try .named(text) }
    }

    private func count(_ node: Node, _ key: String) -> Int? {
        guard let number = integer(node, key) else { return nil }
        if number < 0 { complain(node, "'\(key)' cannot be below 0") }
        return number
    }

    private func failureMode(_ node: Node) -> FailureMode? {
        let words = FailureMode.allCases.map(\.rawValue)
        if let mode = node.string.flatMap(FailureMode.init(rawValue:)) { return mode }
        complain(node, "'failure_mode' has to be one of \(words.joined(separator: ", "))")
        return nil
    }
}

extension PipelineReader {
    /// Calls `take` with each entry of a mapping; an entry that it does not take is a problem, with the closest of
    /// `keys`.
    private func read(_ node: Node, as subject: String, _ take: (String, Node) -> Bool, keys: () -> [String]) {
        guard let mapping = node.mapping else {
            complain(node, "\(subject) has to be a mapping")
            return
        }
        for (key, value) in mapping where !take(key.string ?? "", value) {
            let word = key.string ?? "?"
            let closest = Spelling.closest(to: word, among: keys())
            complain(
                key, "\(subject) has no key '\(word)'",
                hint: closest.map { "did you mean '\($0)'?" } ?? "its keys are \(keys().joined(separator: ", "))")
        }
    }

    private func text(_ node: Node, _ key: String) -> String? { scalar(node, key, "a text") { $0.string } }
    private func integer(_ node: Node, _ key: String) -> Int? { scalar(node, key, "a whole number") { $0.int } }
    private func number(_ node: Node, _ key: String) -> Double? {
        scalar(node, key, "a number") { node in node.float.flatMap { $0.isFinite ? $0 : nil } }
    }
    private func boolean(_ node: Node, _ key: String) -> Bool? { scalar(node, key, "true or false") { $0.bool } }

    private func scalar<Value>(_ node: Node, _ key: String, _ kind: String, _ convert: (Node) -> Value?) -> Value? {
        if node.scalar != nil, let value = convert(node) { return value }
        complain(node, "'\(key)' has to be \(kind)")
        return nil
    }

    private func list(_ node: Node, _ key: String) -> [String] {
        let texts = node.sequence?.compactMap(\.string)
        if let texts, texts.count == node.sequence?.count { return texts }
        complain(node, "'\(key)' has to be a list of names")
        return []
    }

    private func texts(_ node: Node, _ key: String) -> [String: String] {
        object(node, key).compactMapValues { value in
            switch value {
            case .string(let text): text
            case .integer(let number): String(number)
            case .number(let number): String(number)
            case .boolean(let flag): String(flag)
            case .null, .array, .object: nil
            }
        }
    }

    private func object(_ node: Node, _ key: String) -> [String: JSONValue] {
        if let endless = node.endlessNumber {
            complain(
                endless, "'\(key)' has '\(endless.string ?? "")', which no JSON number can be",
                hint: "put it in quotes to make it a text")
            return [:]
        }
        if let members = JSONValue(node).objectValue { return members }
        complain(node, "'\(key)' has to be a mapping")
        return [:]
    }

    private func complain(_ node: Node, _ message: String, hint: String? = nil) {
        problems.append(Problem(at: position(of: node), message: message, hint: hint))
    }
}

extension PipelineReader {
    /// Where the keys of `path` lead, or as far as they lead.
    func position(of path: [String]) -> Problem.Position {
        var node = root
        var place = position(of: root)
        for key in path {
            guard let entry = node.mapping?.first(where: { $0.key.string == key }) else { break }
            place = position(of: entry.key)
            node = entry.value
        }
        return place
    }

    private func position(of node: Node) -> Problem.Position {
        Problem.Position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}
