import ApusCore
public import ApusModel

extension PluginDescription {
    /// Checks what a plugin declares against the rules that flavors of every kind keep.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`, naming the plugin, the place and the rule.
    public func check() throws(ApusError) {
        _ = try Name.validate(manifest.name, as: "plugin")
        if !PluginProtocol.versions.contains(protocolVersion) {
            throw ApusError(
                .unsupported, "plugin '\(manifest.name)' speaks version \(protocolVersion) of the plugin protocol",
                reason: "this Apus speaks \(PluginProtocol.versions.text)",
                hint: "install a version of the plugin for Apus \(ApusVersion.current)")
        }
        if flavors.isEmpty && connectorTypes.isEmpty { throw refusal("it supplies nothing") }
        if !(1...256).contains(concurrency) { throw refusal("concurrency is \(concurrency), not 1 to 256") }
        try checkUnique(flavors.map { "\($0.type) flavor '\($0.name)'" })
        try checkUnique(connectorTypes.map { "service connector type '\($0.name)'" })
        for flavor in flavors { try check(flavor) }
        for type in connectorTypes {
            _ = try Name.validate(type.name, as: "service connector type")
            if type.resourceTypes.isEmpty {
                throw refusal("service connector type '\(type.name)' has no resource type")
            }
            try checkUnique(type.authMethods.map { "authentication method '\($0.name)'" })
            for method in type.authMethods { try check(method.options, of: "authentication method '\(method.name)'") }
        }
    }

    private func check(_ flavor: PluginFlavor) throws(ApusError) {
        let subject = "\(flavor.type) flavor '\(flavor.name)'"
        _ = try Name.validate(flavor.name, as: "flavor")
        if !ComponentType.all.contains(flavor.type) {
            throw refusal(
                "'\(flavor.type.rawValue)' is none of \(ComponentType.all.map(\.rawValue).joined(separator: ", "))")
        }
        try check(flavor.options, of: subject)
        for name in AddressTemplate(flavor.address ?? "").options
        where !flavor.options.contains(where: { $0.option.name == name }) {
            throw refusal("the address of \(subject) names an option '\(name)' that it has not")
        }
    }

    private func check(_ options: [PluginOption], of subject: String) throws(ApusError) {
        try checkUnique(options.map { "option '\($0.option.name)' of \(subject)" })
        for option in options.map(\.option) {
            if !option.name.isOptionName {
                throw refusal("option '\(option.name)' of \(subject) is not written in lower case with '_'")
            }
            for (word, value) in [("default", option.defaultValue), ("example", option.example)] {
                if let value, option.kind.accept(value) == nil {
                    throw refusal("the \(word) of option '\(option.name)' of \(subject) is no \(option.kind.name)")
                }
            }
            if option.isSecret, option.kind != .string {
                throw refusal("option '\(option.name)' of \(subject) is secret, and secret options are strings")
            }
        }
    }

    private func checkUnique(_ names: [String]) throws(ApusError) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted { throw refusal("\(name) is declared twice") }
    }

    private func refusal(_ reason: String) -> ApusError {
        ApusError(
            .invalidConfiguration, "plugin '\(manifest.name)' declares something that cannot be", reason: reason,
            hint: "mend the plugin's declaration; Documentation/plugins.md has the rules")
    }
}

extension ClosedRange<Int> {
    /// `version 1`, `versions 1 to 3`.
    fileprivate var text: String {
        count == 1 ? "version \(lowerBound)" : "versions \(lowerBound) to \(upperBound)"
    }
}

extension String {
    fileprivate var isOptionName: Bool {
        let allowed = utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return allowed && first?.isLetter == true
    }
}
