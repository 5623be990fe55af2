import ApusCore
import ApusModel
import FoundationEssentials

extension ArtifactStoreConformance.Check {
    static let contents: [Self] = [
        Self("what is written is read back unchanged") { store, expect in
            for count in [0, 1, 4096, 1_000_003] {
                let data = Data.patterned(count)
                try await store.write(data, to: "a/\(count).bin")
                try expect.holds(
                    try await store.data(at: "a/\(count).bin") == data, "\(count) bytes come back differently")
                try expect.equal(try await store.size(of: "a/\(count).bin"), Int64(count), "the size")
            }
        },
        Self("content of unknown length is kept whole") { store, expect in
            let pieces = (0..<7).map { Data.patterned(150_000, seed: $0) }
            let content = ByteStream { index in index < pieces.count ? pieces[index] : nil }
            try await store.write(content, length: nil, to: "stream.bin")
            try expect.holds(
                try await store.data(at: "stream.bin") == pieces.reduce(into: Data()) { $0.append($1) },
                "the pieces come back differently")
        },
        Self("writing replaces what was there") { store, expect in
            try await store.write(Data("the longer, older text".utf8), to: "key")
            try await store.write(Data("new".utf8), to: "key")
            try expect.equal(try await store.data(at: "key"), Data("new".utf8), "the content")
        },
        Self("a range gives its bytes, and none past the end") { store, expect in
            let data = Data.patterned(10_000)
            try await store.write(data, to: "ranged")
            for range: Range<Int64> in [0..<10_000, 0..<1, 17..<4711, 9_990..<10_050, 10_000..<10_001, 20_000..<30_000]
            {
                let wanted = range.clamped(to: 0..<10_000)
                let seen = try await store.read("ranged", range: range) { try await $0.collect(upTo: 1 << 20) }
                try expect.holds(
                    seen == Data(data[Int(wanted.lowerBound)..<Int(wanted.upperBound)]),
                    "the range \(range) gives \(seen.count) bytes that differ from the content's")
            }
            let empty = try await store.read("ranged", range: 5..<5) { try await $0.collect(upTo: 1 << 20) }
            try expect.equal(empty.count, 0, "the length of an empty range")
        },
        Self("a read ends with its body, wherever that stops") { store, expect in
            let data = Data.patterned(3_000_000)
            try await store.write(data, to: "large")
            let first = try await store.read("large", range: nil) { content in
                var iterator = content.makeAsyncIterator()
                return try await iterator.next()
            }
            try expect.holds(
                first.map { data.starts(with: $0) } == true, "the first piece is not the content's beginning")
            try await expect.failure(.conflict, of: "a body that throws") {
                try await store.read("large", range: nil) { _ in throw ApusError(.conflict, "thrown by the body") }
            }
            try expect.holds(try await store.data(at: "large") == data, "the content is damaged after partial reads")
        },
        Self("several readers and writers see whole contents") { store, expect in
            let versions = (0..<4).map { Data.patterned(200_000, seed: $0) }
            try await store.write(versions[0], to: "shared")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for version in versions {
                    group.addTask { try await store.write(version, to: "shared") }
                    group.addTask {
                        let seen = try await store.data(at: "shared")
                        try expect.holds(versions.contains(seen), "a reader sees a mixture of two contents")
                    }
                }
                try await group.waitForAll()
            }
            try expect.holds(versions.contains(try await store.data(at: "shared")), "a mixture of two contents stays")
        },
    ]
}
