import ApusCore
import ApusModel

extension StackTransfer {
    /// What taking `document` in would come to; everything that it needs is looked for first.
    /// - Throws: ``ApusError`` with `.notFound` for a flavor, connector or secret; `.invalidConfiguration` for options;
    ///   `.alreadyExists` when a component of the name is of another flavor.
    public func plan(_ document: StackDocument) async throws -> ImportPlan {
        var entries: [ImportPlan.Entry] = []
        var works: [ImportPlan.Work] = []
        for (type, part) in document.components.sorted(by: { $0.key < $1.key }) {
            let work = try await plan(part, of: type)
            works.append(work)
            entries.append(work.entry)
        }
        let old = try await store.stack(named: document.name)
        var stack =
            try old ?? Stack(name: Name.validate(document.name, as: "stack"), components: [:], createdAt: now())
        stack.extras = ComponentExtras(
            labels: document.labels, environment: document.environment, secrets: document.secrets)
        stack.components = [:]
        try await SecretService(store: store, now: now).check(stack.secrets, for: "stack '\(stack.name)'")
        entries.append(entry(for: stack, replacing: old, works))
        return ImportPlan(entries: entries, components: works, stack: stack, replacedStack: old)
    }

    private func plan(_ part: ComponentDocument, of type: ComponentType) async throws -> ImportPlan.Work {
        let flavor = try registry.flavor(part.flavor, of: type)
        let subject = "\(type) '\(part.name)'"
        let values = try flavor.schema.validate(part.configuration, of: subject, isPartial: true)
        let (plain, inClear) = flavor.schema.separatingSecrets(values)
        if let option = inClear.keys.min() {
            throw ApusError(
                .invalidArgument, "secret option '\(option)' of \(subject) stands in the file in clear",
                reason: "files are no place for secrets",
                hint: "apus secret create NAME --KEY=VALUE, and write \"{{NAME.KEY}}\" in the file")
        }
        try flavor.schema.checkComplete(Set(plain.keys).union(part.secretOptions), of: subject)
        let old = try await store.component(named: part.name, of: type)
        if let old, old.flavor != part.flavor {
            throw ApusError(
                .alreadyExists, "there is already \(subject), of flavor '\(old.flavor)'",
                reason: "the file has one of flavor '\(part.flavor)'",
                hint: "apus \(type.commandName) rename \(part.name) NEW-NAME, or another name in the file")
        }
        var component =
            try old
            ?? Component(
                type: type, name: Name.validate(part.name, as: "\(type)"), flavor: part.flavor, createdAt: now())
        if let option = part.secretOptions.first(where: { !component.secretOptions.contains($0) }) {
            throw ApusError(
                .notFound, "secret option '\(option)' of \(subject) has no value here",
                reason: "files do not carry the values of secret options",
                hint: "apus secret create NAME --KEY=VALUE, and write \(option): \"{{NAME.KEY}}\" in 'configuration'")
        }
        component.configuration = plain
        component.secretOptions = part.secretOptions.sorted()
        component.extras = ComponentExtras(
            labels: part.labels, environment: part.environment, secrets: part.secrets)
        component.connector = try await binding(part.connector, for: flavor, subject)
        try await ComponentService(store: store, registry: registry, now: now).checkSecrets(of: component)
        guard let old else { return .create(component) }
        if component == old { return .keep(old) }
        component.updatedAt = Timestamp.rounded(now())
        return .replace(old, by: component)
    }

    private func binding(
        _ document: ConnectorDocument?, for flavor: Flavor, _ subject: String
    ) async throws -> ConnectorBinding? {
        guard let document else { return nil }
        let connectors = ConnectorService(store: store, registry: registry, now: now)
        let connector = try await connectors.connector(named: document.name)
        guard flavor.connectorResource == document.resourceType,
            connector.resourceTypes.contains(document.resourceType)
        else {
            throw ApusError(
                .invalidArgument,
                "\(subject) cannot use service connector '\(connector.name)' for a \(document.resourceType)",
                reason:
                    "the connector gives access to \(connector.resourceTypes.map(\.rawValue).joined(separator: ", "))",
                hint: "apus service-connector describe \(connector.name)")
        }
        return ConnectorBinding(
            connector: connector.id, resourceType: document.resourceType, resourceID: document.resourceID)
    }

    private func entry(for stack: Stack, replacing old: Stack?, _ works: [ImportPlan.Work]) -> ImportPlan.Entry {
        let subject = "stack '\(stack.name)'"
        guard let old else { return ImportPlan.Entry(action: .create, subject: subject, changes: []) }
        var changes = Difference.lines(old.extras.json, stack.extras.json)
        let members = Dictionary(uniqueKeysWithValues: works.map { ($0.component.type, $0.component) })
        for type in Set(old.components.keys).union(members.keys).sorted()
        where old.components[type] != members[type]?.id {
            changes.append("\(type.rawValue): \(members[type].map { "'\($0.name)'" } ?? "none")")
        }
        return ImportPlan.Entry(action: changes.isEmpty ? .keep : .change, subject: subject, changes: changes)
    }
}

extension ImportPlan.Work {
    fileprivate var component: Component {
        switch self {
        case .create(let component), .keep(let component), .replace(_, let component): component
        }
    }

    fileprivate var entry: ImportPlan.Entry {
        switch self {
        case .create(let component):
            ImportPlan.Entry(action: .create, subject: component.described, changes: [])
        case .keep(let component): ImportPlan.Entry(action: .keep, subject: component.described, changes: [])
        case .replace(let old, let new):
            ImportPlan.Entry(
                action: .change, subject: new.described, changes: Difference.lines(old.comparable, new.comparable))
        }
    }
}

extension ComponentExtras {
    fileprivate var json: JSONValue {
        [
            "labels": .object(labels.mapValues(JSONValue.string)),
            "environment": .object(environment.mapValues(JSONValue.string)),
            "secrets": .array(secrets.map(JSONValue.string)),
        ]
    }
}

extension Component {
    fileprivate var comparable: JSONValue {
        let own: JSONValue = [
            "configuration": .object(configuration),
            "secret_options": .array(secretOptions.map(JSONValue.string)),
            "connector": connector.map { .string("\($0.connector), \($0.resourceType) '\($0.resourceID)'") } ?? nil,
        ]
        return own.merging(extras.json)
    }
}
