public import ApusModel

extension ConfigurationSchema {
    /// Checks `values` and returns them under the options' own names and in their own forms, without adding defaults.
    /// - Parameters:
    ///   - values: given values by option name; `null` means "not given".
    ///   - subject: what is being configured, for messages: `orchestrator flavor 'kubernetes'`.
    ///   - scope: the narrowest place where the values were given; options that may not be set there are refused.
    ///   - isPartial: whether required options may be missing, because other values lie under these.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`, naming the option, the reason and the closest spelling.
    public func validate(
        _ values: [String: JSONValue], of subject: String, scope: SettingScope = .component, isPartial: Bool = false
    ) throws(ApusError) -> [String: JSONValue] {
        var checked: [String: JSONValue] = [:]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) where value != .null {
            let option = try known(name, of: subject)
            try option.checkScope(scope, of: subject)
            guard let accepted = option.kind.accept(value) else { throw option.refusal(of: value, for: subject) }
            try option.checkMinimum(accepted, of: subject)
            let path = SettingPath(option.name, of: subject)
            checked[option.name] = try option.form?.type.canonical(accepted, at: path) ?? accepted
        }
        if !isPartial { try checkComplete(Set(checked.keys), of: subject) }
        return checked
    }

    /// - Parameter names: the options that have a value.
    /// - Throws: ``ApusError`` with `.invalidConfiguration` when a required option is not among them.
    public func checkComplete(_ names: Set<String>, of subject: String) throws(ApusError) {
        guard let missing = options.first(where: { $0.isRequired && !names.contains($0.name) }) else { return }
        throw ApusError(
            .invalidConfiguration, "\(subject) needs the option '\(missing.name)'", reason: missing.help,
            hint: "add \(missing.flag)=\(missing.example?.stringValue ?? "VALUE")")
    }

    /// Reads command-line texts into values of the declared kinds and checks them as
    /// ``validate(_:of:scope:isPartial:)`` does.
    public func parse(
        _ texts: [String: String], of subject: String, isPartial: Bool = false
    ) throws(ApusError) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            let option = try known(name, of: subject)
            try option.checkText(text, for: subject)
            guard let value = option.kind.parse(text) else { throw option.refusal(of: .string(text), for: subject) }
            values[option.name] = value
        }
        return try validate(values, of: subject, isPartial: isPartial)
    }

    /// `values` with the default of every option that they leave out.
    public func fillingDefaults(_ values: [String: JSONValue]) -> [String: JSONValue] {
        options.reduce(into: values) { filled, option in
            if filled[option.name] == nil { filled[option.name] = option.defaultValue }
        }
    }

    /// Parts `values` into what may be shown and what may not. A reference to a stored secret may be shown.
    public func separatingSecrets(_ values: [String: JSONValue]) -> (
        plain: [String: JSONValue], secrets: [String: SecretString]
    ) {
        var plain: [String: JSONValue] = [:]
        var secrets: [String: SecretString] = [:]
        for (name, value) in values {
            if option(name)?.isSecret == true, let text = value.stringValue, SecretReference(text) == nil {
                secrets[name] = SecretString(text)
            } else {
                plain[name] = value
            }
        }
        return (plain, secrets)
    }

    /// The option of that name, in either spelling.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`, naming the options that exist and the closest spelling.
    public func known(_ name: String, of subject: String) throws(ApusError) -> Option {
        if let option = option(name) { return option }
        let names = options.map(\.name)
        let closest = Spelling.closest(to: Self.normalized(name), among: names)
        throw ApusError(
            .invalidConfiguration, "\(subject) has no option '\(name)'",
            reason: names.isEmpty ? "it has no options" : "its options are \(names.joined(separator: ", "))",
            hint: closest.map { "did you mean '\($0)'?" })
    }
}

extension ConfigurationSchema.Option {
    fileprivate func refusal(of value: JSONValue, for subject: String) -> ApusError {
        let shown = isSecret ? "the value given" : "'\(value.stringValue ?? value.kindName)'"
        return ApusError(
            .invalidConfiguration, "option '\(name)' of \(subject) cannot be \(shown)",
            reason: "it takes a value of kind \(kind.name)",
            hint: example.flatMap { $0.stringValue.map { "for example \(flag)=\($0)" } })
    }

    /// An option is unset by leaving it out, and what begins as a reference to a secret has to be one.
    fileprivate func checkText(_ text: String, for subject: String) throws(ApusError) {
        if text.isEmpty {
            throw ApusError(
                .invalidConfiguration, "option '\(name)' of \(subject) has an empty value",
                hint: "leave it out; 'remove-attribute' unsets one that is set")
        }
        guard kind == .string, text.hasPrefix("{{"), SecretReference(text) == nil else { return }
        throw ApusError(
            .invalidConfiguration, "option '\(name)' of \(subject) refers to no secret",
            reason: isSecret ? "a reference has a name and a key" : "'\(text)' has not the form of a reference",
            hint: "write \(flag)='{{NAME.KEY}}'")
    }

    fileprivate func checkMinimum(_ value: JSONValue, of subject: String) throws(ApusError) {
        let number: Double? =
            switch value {
            case .integer(let whole): Double(whole)
            case .number(let number): number
            default: nil
            }
        guard let minimum, let number, number < minimum else { return }
        let text = minimum == minimum.rounded() ? String(Int64(minimum)) : String(minimum)
        throw ApusError(
            .invalidConfiguration, "option '\(name)' of \(subject) cannot be below \(text)",
            hint: "for example \(flag)=\(text)")
    }

    fileprivate func checkScope(_ given: SettingScope, of subject: String) throws(ApusError) {
        let allowed: [SettingScope] =
            switch scope {
            case .component: [.component]
            case .pipeline: [.component, .pipeline]
            case .step: [.component, .pipeline, .step]
            }
        if allowed.contains(given) { return }
        throw ApusError(
            .invalidConfiguration, "option '\(name)' of \(subject) cannot be set by a \(given.rawValue)",
            reason: scope == .component ? "it belongs to the component" : "it holds for a whole pipeline",
            hint: "set it on the \(scope.rawValue)")
    }
}
