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
            checked[option.name] = accepted
        }
        if !isPartial, let missing = options.first(where: { $0.isRequired && checked[$0.name] == nil }) {
            throw ApusError(
                .invalidConfiguration, "\(subject) needs the option '\(missing.name)'", reason: missing.help,
                hint: "add \(missing.flag)=\(missing.example?.stringValue ?? "VALUE")")
        }
        return checked
    }

    /// Reads command-line texts into values of the declared kinds and checks them as
    /// ``validate(_:of:scope:isPartial:)`` does.
    public func parse(_ texts: [String: String], of subject: String) throws(ApusError) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            let option = try known(name, of: subject)
            guard let value = option.kind.parse(text) else { throw option.refusal(of: .string(text), for: subject) }
            values[option.name] = value
        }
        return try validate(values, of: subject)
    }

    /// `values` with the default of every option that they leave out.
    public func fillingDefaults(_ values: [String: JSONValue]) -> [String: JSONValue] {
        options.reduce(into: values) { filled, option in
            if filled[option.name] == nil { filled[option.name] = option.defaultValue }
        }
    }

    /// Parts `values` into what may be shown and what may not.
    public func separatingSecrets(_ values: [String: JSONValue]) -> (
        plain: [String: JSONValue], secrets: [String: SecretString]
    ) {
        var plain: [String: JSONValue] = [:]
        var secrets: [String: SecretString] = [:]
        for (name, value) in values {
            if option(name)?.isSecret == true, let text = value.stringValue {
                secrets[name] = SecretString(text)
            } else {
                plain[name] = value
            }
        }
        return (plain, secrets)
    }

    private func known(_ name: String, of subject: String) throws(ApusError) -> Option {
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
