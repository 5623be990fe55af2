import ApusCore
import ApusModel
import FoundationEssentials

extension ArtifactStoreConformance.Check {
    static let failures: [Self] = [
        Self("a key that is no relative path of plain segments is refused") { store, expect in
            for key in ["", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a\u{0}b"] {
                let shown = "'\(key.replacing("\u{0}", with: "NUL"))'"
                try await expect.failure(.invalidArgument, of: "writing \(shown)") {
                    try await store.write(Data("x".utf8), to: key)
                }
                try await expect.failure(.invalidArgument, of: "reading \(shown)") { _ = try await store.data(at: key) }
                try await expect.failure(.invalidArgument, of: "sizing \(shown)") { _ = try await store.size(of: key) }
                try await expect.failure(.invalidArgument, of: "deleting \(shown)") { try await store.delete(key) }
            }
        },
        Self("reading what is not there is not_found") { store, expect in
            try await expect.failure(.notFound, of: "reading") { _ = try await store.data(at: "no/such/key") }
            try await store.write(Data("x".utf8), to: "folder/file")
            try await expect.failure(.notFound, of: "reading a prefix") { _ = try await store.data(at: "folder") }
        },
        Self("another number of bytes than announced is corrupted and keeps nothing") { store, expect in
            for length: Int64 in [0, 99, 101, 100_000] {
                try await expect.failure(.corrupted, of: "writing 100 bytes as \(length)") {
                    try await store.write(ByteStream(Data.patterned(100)), length: length, to: "short")
                }
                try expect.equal(try await store.size(of: "short"), nil, "the size afterwards")
            }
            try await store.write(Data("old".utf8), to: "kept")
            try await expect.failure(.corrupted, of: "writing 100 bytes as 5") {
                try await store.write(ByteStream(Data.patterned(100)), length: 5, to: "kept")
            }
            try expect.equal(try await store.data(at: "kept"), Data("old".utf8), "the older content")
        },
        Self("an error thrown by the content leaves what was there before") { store, expect in
            try await store.write(Data("old".utf8), to: "kept")
            for key in ["kept", "new"] {
                for length: Int64? in [nil, 300_000] {
                    let content = ByteStream { index in
                        if index == 2 { throw ApusError(.conflict, "thrown by the content") }
                        return Data.patterned(100_000)
                    }
                    try await expect.failure(.conflict, of: "writing") {
                        try await store.write(content, length: length, to: key)
                    }
                }
            }
            try expect.equal(try await store.data(at: "kept"), Data("old".utf8), "the older content")
            try expect.equal(try await store.size(of: "new"), nil, "the size of what never was")
            try expect.equal(try await store.keys(withPrefix: ""), ["kept"], "the list of keys")
        },
        Self("cancelling a write leaves what was there before") { store, expect in
            try await store.write(Data("old".utf8), to: "kept")
            let (started, announce) = AsyncStream.makeStream(of: Void.self)
            let content = ByteStream { index in
                if index == 0 { return Data.patterned(100_000) }
                announce.finish()
                while !Task.isCancelled { await Task.yield() }
                return nil
            }
            let writing = Task { try await store.write(content, length: nil, to: "kept") }
            for await _ in started {}
            writing.cancel()
            let outcome = await writing.result
            if case .success = outcome { try expect.fail("the cancelled write succeeds") }
            try expect.equal(try await store.data(at: "kept"), Data("old".utf8), "the older content")
        },
    ]
}
