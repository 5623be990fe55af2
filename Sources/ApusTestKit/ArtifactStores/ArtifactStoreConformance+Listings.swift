import ApusCore
import ApusModel
import FoundationEssentials

extension ArtifactStoreConformance.Check {
    static let listings: [Self] = [
        Self("keys are listed by prefix, in order") { store, expect in
            let keys = ["a/1", "a/10", "a/2", "ab", "b/c/d", "logs/x/000001.log", "logs/x/000002.log"]
            for key in keys.shuffled() { try await store.write(Data(key.utf8), to: key) }
            try expect.equal(try await store.keys(withPrefix: ""), keys, "the list of all keys")
            try expect.equal(try await store.keys(withPrefix: "a"), ["a/1", "a/10", "a/2", "ab"], "the list for 'a'")
            try expect.equal(try await store.keys(withPrefix: "a/1"), ["a/1", "a/10"], "the list for 'a/1'")
            try expect.equal(
                try await store.keys(withPrefix: "logs/x/"), ["logs/x/000001.log", "logs/x/000002.log"],
                "the list for 'logs/x/'")
            try expect.equal(try await store.keys(withPrefix: "none/"), [], "the list for an unknown prefix")
        },
        Self("a key keeps its characters") { store, expect in
            let keys = ["plus+and space/%41.txt", "q?x=1&y=#2", "tilde~(*)'!", "ünïcode/日本", "~dot.file/.hidden"]
            for key in keys { try await store.write(Data(key.utf8), to: key) }
            for key in keys {
                try expect.equal(try await store.data(at: key), Data(key.utf8), "the content of '\(key)'")
                try expect.equal(try await store.size(of: key), Int64(key.utf8.count), "the size of '\(key)'")
            }
            try expect.equal(Set(try await store.keys(withPrefix: "")), Set(keys), "the set of keys")
        },
        Self("what is deleted is gone, and deleting nothing is no error") { store, expect in
            try await store.write(Data("x".utf8), to: "a/b")
            try await store.write(Data("x".utf8), to: "a/c")
            try await store.delete("a/b")
            try await store.delete("a/b")
            try await store.delete("never/there")
            try expect.equal(try await store.size(of: "a/b"), nil, "the size of what was deleted")
            try expect.equal(try await store.keys(withPrefix: ""), ["a/c"], "the list of keys")
        },
        Self("verifying succeeds and changes nothing that lasts") { store, expect in
            try await store.write(Data("x".utf8), to: "a")
            try await store.verify()
            try await store.verify()
            try expect.equal(try await store.keys(withPrefix: ""), ["a"], "the list of keys")
            try expect.holds(store.location.contains("://"), "the location '\(store.location)' has no scheme")
        },
    ]
}
