import ApusCore
public import ApusModel

extension ComponentService {
    /// Changes options, labels, variables and secrets of a component.
    /// - Throws: ``ApusError`` with `.notFound`, also for an option to unset that is not set; `.invalidConfiguration`.
    public func update(_ name: String, of type: ComponentType, by change: ComponentChange) async throws -> Component {
        try await mend(name, of: type) { component in
            let flavor = try registry.flavor(component.flavor, of: type)
            let subject = Self.subject(flavor)
            let values = try flavor.schema.parse(change.options, of: subject, isPartial: true)
            let (plain, secrets) = flavor.schema.separatingSecrets(values)
            for given in change.removedOptions { try component.removeOption(given, of: flavor.schema, subject) }
            for option in values.keys { component.forgetOption(option) }
            component.configuration.merge(plain) { _, new in new }
            component.secretOptions = (component.secretOptions + secrets.keys).sorted()
            component.extras = try change.extras.applied(to: component.extras, of: component.described)
            let given = Set(component.configuration.keys).union(component.secretOptions)
            try flavor.schema.checkComplete(given, of: subject)
            try await checkSecrets(of: component)
            return secrets
        }
    }

    /// Gives a component another name. Stacks that have it keep it.
    /// - Throws: ``ApusError`` with `.notFound`, `.invalidArgument`, `.alreadyExists`.
    public func rename(_ name: String, of type: ComponentType, to newName: String) async throws -> Component {
        _ = try Name.validate(newName, as: "\(type)")
        return try await mend(name, of: type) { component in
            if newName != component.name { try await checkFree(newName, of: type) }
            component.name = newName
            return [:]
        }
    }

    /// Stores another component that differs in its name only: secrets and connector go along.
    /// - Throws: ``ApusError`` with `.notFound`, `.invalidArgument`, `.alreadyExists`.
    public func copy(_ name: String, of type: ComponentType, to newName: String) async throws -> Component {
        let old = try await component(named: name, of: type)
        try await checkFree(newName, of: type)
        var copy = Component(
            type: type, name: try Name.validate(newName, as: "\(type)"), flavor: old.flavor,
            configuration: old.configuration, secretOptions: old.secretOptions, connector: old.connector,
            createdAt: now())
        copy.extras = old.extras
        let secrets = old.secretOptions.isEmpty ? [:] : try await store.secrets(of: old.id)
        try await store.create(copy, secrets: secrets.filter { old.secretOptions.contains($0.key) })
        return copy
    }

    /// Binds a component to a resource of a connector, after really reaching it.
    /// - Parameter resource: which of the connector's resources; may be `nil` when it has one.
    /// - Throws: ``ApusError`` with `.unsupported` when the flavor takes no connector, or what the connector says.
    public func connect(
        _ name: String, of type: ComponentType, to connector: String, resource: String? = nil
    ) async throws -> Component {
        let flavor = try registry.flavor(await component(named: name, of: type).flavor, of: type)
        let binding = try await connectors.binding(for: flavor, to: connector, resource: resource)
        return try await mend(name, of: type) { component in
            component.connector = binding
            return [:]
        }
    }

    /// Takes the connector away from a component. One that has none stays as it is.
    /// - Throws: ``ApusError`` with `.notFound`.
    public func disconnect(_ name: String, of type: ComponentType) async throws -> Component {
        try await mend(name, of: type) { component in
            component.connector = nil
            return [:]
        }
    }

    /// Changes the stored component, and again from the start when somebody else was faster.
    /// - Parameter change: returns the secret options to set.
    private func mend(
        _ name: String, of type: ComponentType,
        _ change: (inout Component) async throws -> [String: SecretString]
    ) async throws -> Component {
        while true {
            let old = try await component(named: name, of: type)
            var new = old
            let secrets = try await change(&new)
            if new == old, secrets.isEmpty { return old }
            new.updatedAt = Timestamp.rounded(now())
            do {
                try await store.update(new, replacing: old, secrets: secrets)
                return new
            } catch let error as ApusError where error.code == .conflict {
                continue
            }
        }
    }
}

extension Component {
    fileprivate mutating func removeOption(
        _ given: String, of schema: ConfigurationSchema, _ subject: String
    ) throws(ApusError) {
        let option = try schema.known(given, of: subject).name
        if configuration[option] == nil, !secretOptions.contains(option) {
            throw ApusError(
                .notFound, "option '\(option)' of \(described) is not set",
                hint: "apus \(type.commandName) describe \(name)")
        }
        forgetOption(option)
    }

    fileprivate mutating func forgetOption(_ option: String) {
        configuration[option] = nil
        secretOptions.removeAll { $0 == option }
    }
}
