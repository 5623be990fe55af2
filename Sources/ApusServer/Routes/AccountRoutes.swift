import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Accounts, for those who look after them.
struct AccountRoutes {
    let accounts: any AccountStore
    let logins: Logins

    func add(to table: RouteTable) {
        let (accounts, logins) = (accounts, logins)
        table.on(.createAccount) { call in
            let new: NewAccount = try await call.body()
            try await logins.create(new.account, password: new.password?.value)
            return .done
        }
        table.on(.accounts) { call in
            guard let name = call.query("name") else { return try .json(Listing(items: await accounts.accounts())) }
            return try .json(Listing(items: [await accounts.account(named: name)].compactMap { $0 }))
        }
        table.on(.account) { call in
            let id: Identifier<Account> = try call.identifier("account")
            return try call.resource(await accounts.account(id), or: "account '\(id)'")
        }
        table.on(.updateAccount) { call in
            let update: AccountUpdate = try await call.body()
            guard update.account.id == (try call.identifier("account")) else {
                throw ApusError(.invalidArgument, "the account in the body is not the one in the path")
            }
            let old = try await call.replaced(update.replacing) { try await accounts.account(update.account.id) }
            try await accounts.update(update.account, replacing: old)
            return .done
        }
        table.on(.setPassword) { call in
            let id: Identifier<Account> = try call.identifier("account")
            guard let account = try await accounts.account(id) else {
                throw ApusError(.notFound, "there is no account '\(id)'")
            }
            let new: NewPassword = try await call.body()
            try await logins.setPassword(new.password.value, of: account)
            return .done
        }
        table.on(.deleteAccount) { call in
            let id: Identifier<Account> = try call.identifier("account")
            _ = try await call.replaced { try await accounts.account(id) }
            try await accounts.deleteAccount(id)
            return .done
        }
    }
}
