package import ApusModel

/// What the calls of ``AccountStore`` come to, as functions of the values that a store has: one set of rules for all
/// stores.
package enum AccountRules {
    /// - Parameters:
    ///   - account: what is stored.
    ///   - changed: what it becomes, or `nil` when it goes.
    ///   - others: all other accounts.
    /// - Throws: `.inUse` when no admin that is enabled would be left.
    package static func checkAdminRemains(
        changing account: Account, to changed: Account?, among others: [Account]
    ) throws(ApusError) {
        guard account.isEnabledAdmin, changed?.isEnabledAdmin != true, !others.contains(where: \.isEnabledAdmin) else {
            return
        }
        throw ApusError(
            .inUse, "account '\(account.name)' is the last admin",
            reason: "without one nobody could look after accounts",
            hint: "apus account update OTHER --role admin")
    }

    /// - Throws: `.invalidArgument` when `new` has another name or kind.
    package static func checkIdentity(of new: Account, replacing stored: Account) throws(ApusError) {
        if new.name == stored.name, new.kind == stored.kind { return }
        throw ApusError(
            .invalidArgument, "the name and the kind of account '\(stored.name)' cannot be changed",
            hint: "apus account create \(new.name)")
    }
}

extension Account {
    fileprivate var isEnabledAdmin: Bool { role == .admin && !isDisabled }
}

extension ApusError {
    /// Another account has the name.
    package static func taken(_ account: Account) -> ApusError {
        ApusError(
            .alreadyExists, "there is already another account '\(account.name)'",
            hint: "apus account describe \(account.name)")
    }

    /// Another key of the account has the name.
    package static func taken(_ key: APIKey) -> ApusError {
        ApusError(
            .alreadyExists, "the account has an API key '\(key.name)' already", hint: "apus api-key rotate \(key.name)")
    }
}
