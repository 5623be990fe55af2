import ApusModel

extension StepResources {
    /// Where settings have them, beside the settings for components.
    static let settingsKey = "resources"

    /// What `settings` ask for, with `lower` under it; `nil` when neither asks for anything.
    ///
    /// Keys are `cpu`, `memory` and `gpu`, or ZenML's `cpu_count` and `gpu_count`.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    static func read(
        _ settings: [String: JSONValue], of subject: String, over lower: StepResources?
    ) throws(ApusError) -> StepResources? {
        guard let value = settings[settingsKey], value != .null else { return lower }
        guard let given = value.objectValue else {
            throw refusal(value, "resources", subject, "it takes cpu, memory and gpu")
        }
        var own = StepResources()
        for (key, value) in given.sorted(by: { $0.key < $1.key }) where value != .null {
            switch key {
            case "cpu", "cpu_count": own.cpu = try cpu(value, subject)
            case "memory": own.memory = try memory(value, subject)
            case "gpu", "gpu_count": own.gpu = try gpu(value, subject)
            default:
                throw ApusError(
                    .invalidConfiguration, "resources of \(subject) have no key '\(key)'",
                    reason: "their keys are cpu, memory, gpu",
                    hint: Spelling.closest(to: key, among: ["cpu", "memory", "gpu"]).map { "did you mean '\($0)'?" })
            }
        }
        return lower.map(own.over) ?? own
    }

    private static func cpu(_ value: JSONValue, _ subject: String) throws(ApusError) -> Double {
        let number: Double? =
            switch value {
            case .integer(let whole): Double(whole)
            case .number(let number): number
            case .string(let text):
                text.hasSuffix("m") ? Double(text.dropLast()).map { $0 / 1000 } : Double(text)
            default: nil
            }
        if let number, number > 0, number < 1e6 { return number }
        throw refusal(value, "cpu", subject, "it takes cores, such as 2, 0.5 or 500m")
    }

    /// The amount in the units of Kubernetes; `GB` and `GiB` are `G` and `Gi`.
    private static func memory(_ value: JSONValue, _ subject: String) throws(ApusError) -> String {
        if let text = value.stringValue {
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            var unit = text.dropFirst(digits.count)
            if unit.hasSuffix("B") { unit = unit.dropLast() }
            if unit == "K" { unit = "k" }
            let units = ["Ki", "Mi", "Gi", "Ti", "Pi", "k", "M", "G", "T", "P"]
            if let amount = Int64(digits), amount > 0, units.contains(String(unit)) { return "\(amount)\(unit)" }
        }
        throw refusal(value, "memory", subject, "it takes an amount with a unit, such as 512Mi, 4Gi or 2GB")
    }

    private static func gpu(_ value: JSONValue, _ subject: String) throws(ApusError) -> Int {
        if let count = value.integerValue, (0...1024).contains(count) { return Int(count) }
        throw refusal(value, "gpu", subject, "it takes a number of whole devices")
    }

    private static func refusal(_ value: JSONValue, _ key: String, _ subject: String, _ reason: String) -> ApusError {
        let shown: String =
            switch value {
            case .string(let text): text
            case .integer(let number): "\(number)"
            case .number(let number): "\(number)"
            default: value.kindName
            }
        return ApusError(
            .invalidConfiguration, "\(key) of \(subject) cannot be '\(shown)'", reason: reason)
    }
}
