import ApusCore
import ApusModel
public import FoundationEssentials

extension SQLConnection {
    /// Keeps the stack `default` with its components, in a database that has none.
    public func insertDefaultStack(at: Date) throws {
        let (stack, components) = Stack.makeDefault(at: at)
        for component in components { try insert(component) }
        try insert(stack)
    }
}
