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
        if let artifactStore = component(.artifactStore),
            flavor(of: artifactStore, registry)?.isOnThisMachineAlone == true
        {
            found.append(
                Diagnostic(
                    .error, "\(subject), but the plugin of artifact store '\(artifactStore.name)' is on this one alone",
                    reason: "pods do not have flavor '\(artifactStore.flavor)'",
                    hint: "apus artifact-store register NAME --flavor s3 --path=s3://BUCKET"))
        }
        if component(.containerRegistry) == nil {
            found.append(
                Diagnostic(
                    .error, "\(subject), but the stack has no container registry",
                    reason: "pods get their code as an image",
                    hint: "apus container-registry register NAME --flavor oci --uri=HOST/PATH"))
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

    private func missing(_ types: [ComponentType]) -> [Diagnostic] {
        types.filter { component($0) == nil }.map {
            Diagnostic(
                .error, "stack '\(stack.name)' has no \($0)",
                hint: "add --\($0.commandName) NAME; see apus \($0.commandName) list")
        }
    }

    private func isRemote(_ component: Component, _ registry: FlavorRegistry) -> Bool {
        flavor(of: component, registry)?.isRemote(component.configuration) ?? false
    }

    private func flavor(of component: Component, _ registry: FlavorRegistry) -> Flavor? {
        registry.flavors.first { $0.type == component.type && $0.name == component.flavor }
    }
}

extension [Diagnostic] {
    /// - Throws: ``ApusError`` when an error is among them, with the code of the first: it itself when it is alone,
    ///   else all under `summary`, a line each, with their hints.
    public func throwErrors(of summary: String) throws(ApusError) {
        let errors = filter { $0.severity == .error }
        guard let first = errors.first else { return }
        if errors.count == 1 {
            throw ApusError(first.code, first.summary, reason: first.reason, hint: first.hint)
        }
        let lines = errors.flatMap { error in
            ["- \(error.summary)"] + (error.hint.map { ["  hint: \($0)"] } ?? [])
        }
        throw ApusError(first.code, summary, reason: "\(errors.count) errors\n" + lines.joined(separator: "\n"))
    }
}
