import ApusHost
import ApusModel

extension Session {
    /// The component that a command means: the named one, or without a name the active stack's.
    /// - Throws: ``ApusError`` with `.notFound`.
    func component(named name: String?, of type: ComponentType) async throws -> Component {
        if let name { return try await components.component(named: name, of: type) }
        let stack = try await stacks.stack(active: activeStack)
        if let member = stack.component(type) { return member }
        throw ApusError(
            .notFound, "the active stack '\(stack.stack.name)' has no \(type)",
            hint: "apus stack update \(stack.stack.name) --\(type.commandName) NAME")
    }

    /// The stack that a command means: the named one, or without a name the active one.
    /// - Throws: ``ApusError`` with `.notFound`.
    func stack(named name: String?) async throws -> ResolvedStack {
        if let name { return try await stacks.stack(named: name) }
        return try await stacks.stack(active: activeStack)
    }

    /// Makes a stack the active one, of the project around the current folder or else of the user.
    /// - Parameter forUser: whether it is the user's also within a project.
    func activate(_ name: String, forUser: Bool = false) throws {
        if let project, !forUser {
            try project.folder.change { $0.activeStack = name }
            Console.error.print("Active stack of the project in \(project.folder.folder): '\(name)'.")
        } else {
            try home.changeUserState { $0.activeStack = name }
            Console.error.print("Active stack: '\(name)'.")
            if let chosen = project?.state.activeStack, chosen != name {
                Console.error.print("In the project around this folder, '\(chosen)' stays the active one.")
            }
        }
        if let forced = environment["APUS_STACK"], !forced.isEmpty, forced != name {
            Console.error.print("APUS_STACK is set and chooses '\(forced)' in this shell; unset it to use '\(name)'.")
        }
    }

    /// Follows a renamed stack where it was chosen by its old name.
    func followRename(of name: String, to newName: String) throws {
        if state.activeStack == name { try home.changeUserState { $0.activeStack = newName } }
        if project?.state.activeStack == name { try project?.folder.change { $0.activeStack = newName } }
    }
}
