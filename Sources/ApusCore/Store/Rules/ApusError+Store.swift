package import ApusModel

extension ApusError {
    /// Another component has the name.
    package static func taken(_ component: Component) -> ApusError {
        let type = component.type
        return ApusError(
            .alreadyExists, "there is already another \(type) '\(component.name)'",
            hint: "apus \(type.commandName) describe \(component.name)")
    }

    /// Another connector has the name.
    package static func taken(_ connector: Connector) -> ApusError {
        ApusError(
            .alreadyExists, "there is already another service connector '\(connector.name)'",
            hint: "apus service-connector describe \(connector.name)")
    }

    /// Another secret has the name.
    package static func taken(_ secret: Secret) -> ApusError {
        ApusError(
            .alreadyExists, "there is already another secret '\(secret.name)'",
            hint: "apus secret describe \(secret.name)")
    }

    /// Somebody changed the thing since the caller read it.
    /// - Parameter thing: `stack 'prod'`.
    package static func changedMeanwhile(_ thing: String) -> ApusError {
        ApusError(.conflict, "\(thing) was changed meanwhile", reason: "somebody else was faster", hint: "try again")
    }

    /// Nothing is stored under the name that an option or a step gives.
    /// - Parameter user: who names it: `option 'token' of orchestrator 'k8s'`.
    package static func missingSecret(_ name: String, for user: String) -> ApusError {
        ApusError(
            .notFound, "\(user) needs the secret '\(name)', but there is none",
            hint: "apus secret create \(name) --KEY=VALUE")
    }

    /// The secret has no value under the key that an option names.
    package static func missingKey(_ reference: SecretReference, of secret: Secret, for user: String) -> ApusError {
        ApusError(
            .notFound, "\(user) needs the value '\(reference.key)' of secret '\(secret.name)', but there is none",
            reason: "its values are \(secret.keys.joined(separator: ", "))",
            hint: "apus secret update \(secret.name) --\(reference.key)=VALUE")
    }

    /// Components or stacks name the secret.
    /// - Parameter users: `artifact store 'bucket'`, `stack 'prod'`.
    package static func inUse(_ secret: Secret, by users: [String]) -> ApusError {
        ApusError(
            .inUse, "the secret '\(secret.name)' is used by \(users.joined(separator: ", "))",
            hint: "take it out there first")
    }

    /// Another stack has the name.
    package static func taken(_ stack: Stack) -> ApusError {
        ApusError(
            .alreadyExists, "there is already another stack '\(stack.name)'", hint: "apus stack describe \(stack.name)")
    }

    /// Another run has the name.
    package static func taken(_ run: Run) -> ApusError {
        ApusError(.alreadyExists, "there is already another run '\(run.name)'", hint: "apus run describe \(run.name)")
    }

    /// The run may still change.
    package static func notOver(_ run: Run) -> ApusError {
        ApusError(
            .inUse, "run '\(run.name)' is not over", reason: "it is \(run.status.rawValue)",
            hint: "apus run cancel \(run.name)")
    }

    /// Another schedule has the name.
    package static func taken(_ schedule: Schedule) -> ApusError {
        ApusError(
            .alreadyExists, "there is already another schedule '\(schedule.name)'",
            hint: "apus pipeline schedule describe \(schedule.name)")
    }

    /// Another run was made for the firing.
    package static func taken(_ origin: RunOrigin) -> ApusError {
        ApusError(
            .alreadyExists, "there is already another run of schedule '\(origin.name)' for \(origin.slot)",
            hint: "apus pipeline schedule history \(origin.name)")
    }

    /// Nothing of that identity is stored.
    /// - Parameter kind: `component`, `stack`, `run`.
    package static func missing<Subject>(_ kind: String, _ id: Identifier<Subject>) -> ApusError {
        ApusError(.notFound, "there is no \(kind) with the identity '\(id)'")
    }

    /// The run has no step of that name.
    package static func missingStep(_ step: String, of run: Identifier<Run>) -> ApusError {
        ApusError(.notFound, "there is no step '\(step)' in run '\(run)'")
    }

    /// A stack names a component that is not stored, or one of another type.
    package static func missingMember(_ type: ComponentType, _ id: Identifier<Component>, of stack: Stack) -> ApusError
    {
        ApusError(
            .notFound, "there is no \(type) with the identity '\(id)' for stack '\(stack.name)'",
            hint: "apus \(type.commandName) list")
    }

    /// Stacks have the component.
    package static func inUse(_ component: Component, by stacks: [String]) -> ApusError {
        ApusError(
            .inUse, "the \(component.type) '\(component.name)' is part of \(list(stacks, "stack"))",
            hint: stacks.first.map { "apus stack update \($0) --\(component.type.commandName) OTHER" })
    }

    /// Schedules are for the stack or the component; without it nobody could change or remove what they made.
    /// - Parameter thing: `stack 'prod'`
    package static func inUse(_ thing: String, bySchedules schedules: [String]) -> ApusError {
        ApusError(
            .inUse, "the \(thing) is used by \(list(schedules, "schedule"))",
            hint: schedules.first.map { "apus pipeline schedule delete \($0)" })
    }

    /// Components are bound to the connector.
    package static func inUse(_ connector: Connector, by components: [Component]) -> ApusError {
        ApusError(
            .inUse, "the service connector '\(connector.name)' is used by \(list(components.map(\.name), "component"))",
            hint: components.first.map { "apus \($0.type.commandName) delete \($0.name)" })
    }

    /// The stack `default` stays.
    /// - Parameter change: `deleted`, `renamed`.
    package static func defaultStackStays(_ change: String = "deleted") -> ApusError {
        ApusError(
            .forbidden, "the stack '\(Stack.defaultName)' cannot be \(change)", reason: "it is there for every user")
    }

    private static func list(_ names: [String], _ kind: String) -> String {
        let quoted = names.map { "'\($0)'" }.joined(separator: ", ")
        return names.count == 1 ? "\(kind) \(quoted)" : "the \(kind)s \(quoted)"
    }
}
