import ApusCore
import ApusModel

extension AccountStoreConformance.Check {
    static let keys: [Self] = [
        Self("an API key is found by its digest, with its account") { store, expect in
            let (analyst, guest) = (Account.sample("analyst"), Account.sample("guest"))
            for account in [analyst, guest] { try await store.create(account, password: nil) }
            let key = APIKey(account: analyst.id, name: "ci", createdAt: moment(), expiresAt: moment(9))
            for _ in 0..<2 { try await store.create(key, digest: .sample(1), replacing: nil) }
            let found = try await store.apiKey(withDigest: .sample(1))
            try expect.equal(found?.key, key, "the key")
            try expect.equal(found?.account, analyst, "its account")
            try expect.holds(try await store.apiKey(withDigest: .sample(2)) == nil, "an unknown digest has a key")
            try expect.equal(try await store.apiKey(key.id), key, "the key of the identity")
            let other = APIKey(account: guest.id, name: "ci", createdAt: moment())
            try await store.create(other, digest: .sample(3), replacing: nil)
            try expect.equal(try await store.apiKeys(of: analyst.id), [key], "the keys of the one")
            try expect.equal(Set(try await store.apiKeys(of: nil)), [key, other], "all keys")
            try await expect.failure(.alreadyExists, of: "another key of the name") {
                try await store.create(
                    APIKey(account: analyst.id, name: "ci", createdAt: moment()), digest: .sample(4), replacing: nil)
            }
            try await expect.failure(.notFound, of: "a key of nobody") {
                try await store.create(
                    APIKey(account: .make(), name: "x", createdAt: moment()), digest: .sample(5), replacing: nil)
            }
        },
        Self("a key that replaces another has its name, and the old one is gone") { store, expect in
            let (analyst, guest) = (Account.sample("analyst"), Account.sample("guest"))
            for account in [analyst, guest] { try await store.create(account, password: nil) }
            let old = APIKey(account: analyst.id, name: "ci", createdAt: moment())
            try await store.create(old, digest: .sample(1), replacing: nil)
            try await expect.failure(.notFound, of: "replacing the key of another account") {
                try await store.create(
                    APIKey(account: guest.id, name: "ci", createdAt: moment()), digest: .sample(2), replacing: old.id)
            }
            let new = APIKey(account: analyst.id, name: "ci", createdAt: moment(1))
            for _ in 0..<2 { try await store.create(new, digest: .sample(3), replacing: old.id) }
            try expect.equal(try await store.apiKeys(of: analyst.id), [new], "the keys")
            try expect.holds(try await store.apiKey(withDigest: .sample(1)) == nil, "the old key is still there")
            try await store.deleteAPIKey(new.id)
            try expect.holds(try await store.apiKey(withDigest: .sample(3)) == nil, "the removed key is still there")
            try await expect.failure(.notFound, of: "removing it again") { try await store.deleteAPIKey(new.id) }
        },
        Self("the last use of a key is kept") { store, expect in
            let analyst = Account.sample("analyst")
            try await store.create(analyst, password: nil)
            let key = APIKey(account: analyst.id, name: "ci", createdAt: moment())
            try await store.create(key, digest: .sample(1), replacing: nil)
            for seconds in [5, 7, 6] { try await store.noteUse(of: key.id, at: moment(Double(seconds))) }
            try expect.equal(try await store.apiKey(key.id)?.lastUsedAt, moment(7), "the last use")
            try await store.noteUse(of: .make(), at: moment())
        },
    ]

    static let logins: [Self] = [
        Self("a login is found by its digest until it is removed") { store, expect in
            let analyst = Account.sample("analyst")
            try await store.create(analyst, password: nil)
            let login = LoginSession(account: analyst.id, createdAt: moment(), expiresAt: moment(9))
            try await store.create(login, digest: .sample(1))
            let found = try await store.login(withDigest: .sample(1))
            try expect.equal(found?.login, login, "the login")
            try expect.equal(found?.account, analyst, "its account")
            for _ in 0..<2 { try await store.deleteLogin(login.id) }
            try expect.holds(try await store.login(withDigest: .sample(1)) == nil, "the ended login is still there")
            try await expect.failure(.notFound, of: "a login of nobody") {
                try await store.create(
                    LoginSession(account: .make(), createdAt: moment(), expiresAt: moment(9)), digest: .sample(2))
            }
        },
        Self("a new login clears away those that ended before it, of everybody") { store, expect in
            let (analyst, guest) = (Account.sample("analyst"), Account.sample("guest"))
            for account in [analyst, guest] { try await store.create(account, password: nil) }
            for (seed, end) in [(1, 5.0), (2, 50.0)] {
                let login = LoginSession(account: analyst.id, createdAt: moment(), expiresAt: moment(end))
                try await store.create(login, digest: .sample(UInt8(seed)))
            }
            let later = LoginSession(account: guest.id, createdAt: moment(5), expiresAt: moment(50))
            try await store.create(later, digest: .sample(3))
            try expect.holds(try await store.login(withDigest: .sample(1)) == nil, "the login that ended is there")
            try expect.holds(try await store.login(withDigest: .sample(2)) != nil, "a login that goes on is gone")
        },
        Self("a new password ends the logins of its account only, and a new hash of the same one does not") {
            store, expect in
            let (analyst, guest) = (Account.sample("analyst"), Account.sample("guest"))
            for (seed, account) in [(UInt8(1), analyst), (2, guest)] {
                try await store.create(account, password: nil)
                let login = LoginSession(account: account.id, createdAt: moment(), expiresAt: moment(9))
                try await store.create(login, digest: .sample(seed))
            }
            try await store.setPassword(PasswordHash(text: "$a"), of: analyst.id, endingLogins: false)
            try expect.holds(try await store.login(withDigest: .sample(1)) != nil, "the new hash ended the login")
            try await store.setPassword(PasswordHash(text: "$b"), of: analyst.id, endingLogins: true)
            try expect.holds(try await store.login(withDigest: .sample(1)) == nil, "the login goes on")
            try expect.holds(try await store.login(withDigest: .sample(2)) != nil, "another's login ended")
        },
        Self("an account goes with its keys and logins") { store, expect in
            let analyst = Account.sample("analyst")
            try await store.create(analyst, password: nil)
            let key = APIKey(account: analyst.id, name: "ci", createdAt: moment())
            try await store.create(key, digest: .sample(1), replacing: nil)
            let login = LoginSession(account: analyst.id, createdAt: moment(), expiresAt: moment(9))
            try await store.create(login, digest: .sample(2))
            try await store.deleteAccount(analyst.id)
            try expect.equal(try await store.account(analyst.id), nil, "the account")
            try expect.holds(try await store.apiKey(withDigest: .sample(1)) == nil, "its key is still there")
            try expect.holds(try await store.login(withDigest: .sample(2)) == nil, "its login is still there")
            try await expect.failure(.notFound, of: "removing it again") { try await store.deleteAccount(analyst.id) }
        },
    ]
}
