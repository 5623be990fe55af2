import ApusCore
import ApusModel

extension AccountStoreConformance.Check {
    static let accounts: [Self] = [
        Self("an account is found by name and by identity, and listed by name") { store, expect in
            try expect.equal(try await store.accounts(), [], "the list of a new store")
            let (analyst, bot) = (Account.sample("analyst"), Account.sample("Bot", kind: .service, role: .viewer))
            for _ in 0..<2 { try await store.create(analyst, password: .sample) }
            try await store.create(bot, password: nil)
            try expect.equal(try await store.account(named: "analyst"), analyst, "the account")
            try expect.equal(try await store.account(named: "Analyst"), nil, "a name in capitals")
            try expect.equal(try await store.account(bot.id), bot, "the account of the identity")
            try expect.equal(try await store.account(Identifier<Account>.make()), nil, "an unknown one")
            try expect.equal(try await store.accounts(), [bot, analyst], "the list")
            try await expect.failure(.alreadyExists, of: "another account of the name") {
                try await store.create(.sample("analyst"), password: nil)
            }
        },
        Self("an update changes role and state, unless the account is another one by now") { store, expect in
            let first = Account.sample("analyst")
            try await store.create(first, password: nil)
            var second = first
            (second.role, second.isDisabled) = (.viewer, true)
            for _ in 0..<2 { try await store.update(second, replacing: first) }
            try expect.equal(try await store.account(first.id), second, "the account")
            var third = first
            third.role = .admin
            try await expect.failure(.conflict, of: "an update by somebody slower") { [third] in
                try await store.update(third, replacing: first)
            }
            try await store.update(third, replacing: nil)
            try await expect.failure(.notFound, of: "updating an unknown account") {
                try await store.update(.sample("nobody"), replacing: nil)
            }
            let renamed = Account(id: first.id, name: "guest", kind: first.kind, role: .member, createdAt: moment())
            try await expect.failure(.invalidArgument, of: "another name") {
                try await store.update(renamed, replacing: nil)
            }
        },
        Self("a password's hash is kept apart from the account, and can be replaced") { store, expect in
            let account = Account.sample("analyst")
            try await store.create(account, password: .sample)
            try expect.equal(try await store.password(of: account.id)?.text, PasswordHash.sample.text, "the hash")
            try await store.setPassword(PasswordHash(text: "$x$y"), of: account.id, endingLogins: false)
            try expect.equal(try await store.password(of: account.id)?.text, "$x$y", "the new hash")
            try await store.setPassword(nil, of: account.id, endingLogins: false)
            try expect.equal(try await store.password(of: account.id), nil, "the hash that was taken away")
            try expect.equal(try await store.password(of: Identifier<Account>.make()), nil, "the hash of nobody")
            try await expect.failure(.notFound, of: "the password of an unknown account") {
                try await store.setPassword(nil, of: Identifier<Account>.make(), endingLogins: false)
            }
        },
    ]

    static let admins: [Self] = [
        Self("the last admin that is enabled is neither removed, nor disabled, nor given a lesser role") {
            store, expect in
            let admin = Account.sample("admin", role: .admin)
            var resting = Account.sample("resting", role: .admin)
            resting.isDisabled = true
            for account in [admin, resting, .sample("analyst")] { try await store.create(account, password: nil) }
            var (disabled, demoted) = (admin, admin)
            disabled.isDisabled = true
            demoted.role = .member
            for changed in [disabled, demoted] {
                try await expect.failure(.inUse, of: "taking the last admin's rights") {
                    try await store.update(changed, replacing: nil)
                }
            }
            try await expect.failure(.inUse, of: "removing the last admin") {
                try await store.deleteAccount(admin.id)
            }
            try expect.equal(try await store.account(admin.id), admin, "the last admin")
            resting.isDisabled = false
            try await store.update(resting, replacing: nil)
            try await store.update(demoted, replacing: admin)
            try await store.deleteAccount(admin.id)
            try await expect.failure(.inUse, of: "removing the one that is the last now") { [resting] in
                try await store.deleteAccount(resting.id)
            }
        }
    ]
}

extension Account {
    static func sample(_ name: String, kind: AccountKind = .person, role: AccountRole = .member) -> Account {
        Account(name: name, kind: kind, role: role, createdAt: moment(0.5))
    }
}

extension PasswordHash {
    fileprivate static let sample = PasswordHash(text: "$scrypt$ln=4,r=8,p=1$c2FsdA$aGFzaA")
}
