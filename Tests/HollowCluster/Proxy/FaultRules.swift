/// The faults that are to come, in the order in which they were asked for.
struct FaultRules {
    private struct Rule {
        let fault: Fault
        let pattern: RequestPattern
        var toSkip: Int
        /// `nil`: without end.
        var left: Int?
    }

    private var rules: [Rule] = []

    mutating func add(_ fault: Fault, _ pattern: RequestPattern, skipping: Int, times: Int?) {
        rules.append(Rule(fault: fault, pattern: pattern, toSkip: skipping, left: times))
    }

    mutating func clear() { rules = [] }

    /// What happens to this request: the first fault that is for it and not used up.
    mutating func take(_ request: ProxiedRequest) -> Fault? {
        for index in rules.indices where rules[index].left != 0 && rules[index].pattern.matches(request) {
            if rules[index].toSkip > 0 {
                rules[index].toSkip -= 1
                continue
            }
            rules[index].left = rules[index].left.map { $0 - 1 }
            return rules[index].fault
        }
        return nil
    }
}
