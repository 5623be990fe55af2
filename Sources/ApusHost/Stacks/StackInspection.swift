public import ApusCore
public import ApusModel

/// Finds what would keep pipelines from running on a stack, without contacting anything.
public struct StackInspection: Sendable {
    private let registry: FlavorRegistry
    private let factory: ComponentFactory
    private let storeIsLocal: Bool

    /// - Parameters:
    ///   - factory: makes the components, so that each can look at itself.
    ///   - storeIsLocal: whether runs are kept in this machine's own database.
    public init(registry: FlavorRegistry, factory: ComponentFactory, storeIsLocal: Bool) {
        self.registry = registry
        self.factory = factory
        self.storeIsLocal = storeIsLocal
    }

    /// What there is to say about the stack as a whole, then about each component.
    public func diagnostics(of stack: ResolvedStack) async -> [Diagnostic] {
        var found = stack.diagnostics(registry, storeIsLocal: storeIsLocal)
        for component in stack.components {
            do {
                found += try registry.makeComponent(try await factory.context(for: component)).inspect()
            } catch let error as ApusError {
                found.append(Diagnostic(error))
            } catch {
                found.append(Diagnostic(.error, "\(component.described) cannot be made", reason: "\(error)"))
            }
        }
        return found
    }

    /// - Throws: ``ApusError`` naming every error among ``diagnostics(of:)``.
    public func checkRunnable(_ stack: ResolvedStack) async throws {
        try await diagnostics(of: stack).throwErrors(of: "stack '\(stack.stack.name)' cannot run pipelines")
    }

    /// Whether stacks that cannot run are let through, with what keeps them from it as warnings.
    public enum Strictness: Hashable, Sendable {
        case refuseIncomplete, allowIncomplete
    }

    /// What there is to say about a stack that is let through: warnings.
    /// - Throws: ``ApusError`` when the stack cannot run and is not let through.
    func warnings(about stack: ResolvedStack, _ strictness: Strictness) async throws -> [Diagnostic] {
        let found = await diagnostics(of: stack)
        if strictness == .refuseIncomplete {
            try found.throwErrors(of: "stack '\(stack.stack.name)' cannot run pipelines")
        }
        return found
    }
}
