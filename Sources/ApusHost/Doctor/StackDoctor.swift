public import ApusCore
import ApusModel
import Logging

/// Really tries every part of a stack: its components, and the connectors that they are reached through.
public struct StackDoctor: Sendable {
    private let store: any MetadataStore
    private let registry: FlavorRegistry
    private let factory: ComponentFactory

    public init(store: any MetadataStore, registry: FlavorRegistry, factory: ComponentFactory) {
        self.store = store
        self.registry = registry
        self.factory = factory
    }

    /// Tries all parts side by side. A part that fails is a finding; nothing is thrown.
    /// - Returns: an examination for each component by type, each after that of its connector.
    public func examine(_ stack: ResolvedStack) async -> [Examination] {
        await withTaskGroup(of: (Int, [Examination]).self) { group in
            for (index, component) in stack.components.enumerated() {
                group.addTask { (index, await examine(component)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private func examine(_ component: Component) async -> [Examination] {
        async let connector = examineConnector(of: component)
        let findings: [Finding]
        do {
            findings = try await registry.makeComponent(try await factory.context(for: component)).examine()
        } catch {
            findings = [Finding("options", failed: error)]
        }
        return await connector + [Examination(subject: component.described, findings: findings)]
    }

    private func examineConnector(of component: Component) async -> [Examination] {
        guard let binding = component.connector else { return [] }
        do {
            guard let record = try await store.connector(binding.connector) else {
                throw ApusError(
                    .notFound, "the service connector of \(component.described) is gone",
                    hint: "apus \(component.type.commandName) connect \(component.name) --connector NAME")
            }
            let finding = await Finding.trying("reaches \(binding.resourceType) '\(binding.resourceID)'") {
                let working = try await registry.makeConnector(
                    record, store: store, logger: factory.logger, usesMachine: factory.usesMachine)
                _ = try await working.resources(of: binding.resourceType, matching: binding.resourceID)
            }
            return [Examination(subject: "service connector '\(record.name)'", findings: [finding])]
        } catch {
            return [
                Examination(
                    subject: "service connector of \(component.described)", findings: [Finding("exists", failed: error)]
                )
            ]
        }
    }
}
