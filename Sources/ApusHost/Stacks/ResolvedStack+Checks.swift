public import ApusCore
public import ApusModel

extension ResolvedStack {
    /// What would keep any pipeline from running on this stack, found without contacting anything.
    /// - Parameter storeIsLocal: whether runs are kept in this machine's own database.
    public func diagnostics(_ registry: FlavorRegistry, storeIsLocal: Bool) -> [Diagnostic] {
        var found = missing([.orchestrator, .artifactStore])
        guard let orchestrator = component(.orchestrator), isRemote(orchestrator, registry) else { return found }
        let subject = "orchestrator '\(orchestrator.name)' runs steps on other machines"
        if let artifactStore = component(.artifactStore), !isRemote(artifactStore, registry) {
            found.append(
                Diagnostic(
                    .error, "\(subject), but artifact store '\(artifactStore.name)' is a folder on this one",
                    reason: "pods could neither read inputs nor leave outputs there",
                    hint: "apus artifact-store register NAME --flavor s3 --path=s3://BUCKET"))
        }
        if component(.containerRegistry) == nil {
            found.append(
                Diagnostic(
                    .error, "\(subject), but the stack has no container registry",
                    reason: "pods get their code as an image", hint: "apus container-registry register NAME --flavor oci --uri=HOST/PATH"))
        }
        if storeIsLocal {
            found.append(
                Diagnostic(
                    .error, "\(subject), but runs are kept in this machine's own database",
                    reason: "pods report to a server that they can reach",
                    hint: "apus server start --host ADDRESS, then apus login URL"))
        }
        return found
    }

    /// - Throws: ``ApusError`` with `.invalidConfiguration`, naming every error among ``diagnostics(_:storeIsLocal:)``.
    public func checkRunnable(_ registry: FlavorRegistry, storeIsLocal: Bool) throws(ApusError) {
        try diagnostics(registry, storeIsLocal: storeIsLocal).throwErrors(of: "stack '\(stack.name)' cannot run pipelines")
    }

    private func missing(_ types: [ComponentType]) -> [Diagnostic] {
        types.filter { component($0) == nil }.map {
            Diagnostic(
                .error, "stack '\(stack.name)' has no \($0)", hint: "add --\($0.commandName) NAME; see apus \($0.commandName) list")
        }
    }

    private func isRemote(_ component: Component, _ registry: FlavorRegistry) -> Bool {
        let flavor = registry.flavors.first { $0.type == component.type && $0.name == component.flavor }
        return flavor?.isRemote(component.configuration) ?? false
    }
}

extension [Diagnostic] {
    /// - Throws: ``ApusError`` with `.invalidConfiguration` when an error is among them: it itself when it is alone, else all under `summary`.
    public func throwErrors(of summary: String) throws(ApusError) {
        let errors = filter { $0.severity == .error }
        guard let first = errors.first else { return }
        if errors.count == 1 {
            throw ApusError(.invalidConfiguration, first.summary, reason: first.reason, hint: first.hint)
        }
        throw ApusError(
            .invalidConfiguration, summary, reason: errors.map(\.summary).joined(separator: "; "), hint: first.hint)
    }
}
