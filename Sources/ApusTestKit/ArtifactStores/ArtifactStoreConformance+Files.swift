import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

extension ArtifactStoreConformance.Check {
    static let files: [Self] = [
        Self("a file that is kept is read back unchanged, and is where it was or gone") { store, expect in
            try await withScratchFolder { folder in
                for count in [0, 1, 4096, 3_000_003] {
                    let (file, data) = (folder.appending("\(count)"), Data.patterned(count))
                    try data.write(to: URL(filePath: file.string))
                    try await store.keep(file, length: Int64(count), under: "a/\(count)")
                    try expect.holds(
                        try await store.data(at: "a/\(count)") == data, "\(count) bytes come back differently")
                    try expect.equal(try await store.size(of: "a/\(count)"), Int64(count), "the size")
                    let left = FileManager.default.contents(atPath: file.string)
                    try expect.holds(left == nil || left == data, "the file has other bytes afterwards")
                }
            }
        },
        Self("keeping a file replaces what was there") { store, expect in
            try await withScratchFolder { folder in
                try await store.write(Data("the longer, older text".utf8), to: "key")
                for text in ["new", "newer"] {
                    let file = folder.appending(text)
                    try Data(text.utf8).write(to: URL(filePath: file.string))
                    try await store.keep(file, length: Int64(text.utf8.count), under: "key")
                    try expect.equal(try await store.data(at: "key"), Data(text.utf8), "the content")
                }
            }
        },
        Self("nothing that leads to a kept file changes what is kept") { store, expect in
            try await withScratchFolder { folder in
                let (file, other) = (folder.appending("file"), folder.appending("other"))
                let ways: [(name: String, make: () throws -> Void)] = [
                    ("another name", { if link(file.string, other.string) != 0 { throw Errno(rawValue: errno) } }),
                    ("a symbolic link", { try rename(file, to: other, leavingLinkAt: file) }),
                    ("its place", { try Data("unused".utf8).write(to: URL(filePath: other.string)) }),
                ]
                for way in ways {
                    try Data("first".utf8).write(to: URL(filePath: file.string))
                    try way.make()
                    try await store.keep(file, length: 5, under: "key")
                    for place in [file, other] { try overwrite(place, with: "other") }
                    try expect.equal(
                        try await store.data(at: "key"), Data("first".utf8), "the content changed by \(way.name)")
                    for place in [file, other] { unlink(place.string) }
                }
            }
        },
        Self("a file of another length than announced is corrupted and keeps nothing") { store, expect in
            try await withScratchFolder { folder in
                try await store.write(Data("old".utf8), to: "kept")
                for (key, length) in [("kept", 99), ("kept", 101), ("new", 0), ("new", 100_000)] as [(String, Int64)] {
                    let file = folder.appending("file")
                    try Data.patterned(100).write(to: URL(filePath: file.string))
                    try await expect.failure(.corrupted, of: "keeping 100 bytes as \(length)") {
                        try await store.keep(file, length: length, under: key)
                    }
                }
                try expect.equal(try await store.data(at: "kept"), Data("old".utf8), "the older content")
                try expect.equal(try await store.keys(withPrefix: ""), ["kept"], "the list of keys")
            }
        },
        Self("keeping no file is not_found, and under no key is refused") { store, expect in
            try await withScratchFolder { folder in
                try await expect.failure(.notFound, of: "keeping") {
                    try await store.keep(folder.appending("none"), length: 1, under: "key")
                }
                let file = folder.appending("file")
                for key in ["", "/a", "../a", "a/./b"] {
                    try Data("x".utf8).write(to: URL(filePath: file.string))
                    try await expect.failure(.invalidArgument, of: "keeping under '\(key)'") {
                        try await store.keep(file, length: 1, under: key)
                    }
                }
                try expect.equal(try await store.keys(withPrefix: ""), [], "the list of keys")
            }
        },
    ]

    private static func rename(_ file: FilePath, to target: FilePath, leavingLinkAt place: FilePath) throws {
        guard Glibc.rename(file.string, target.string) == 0, symlink(target.string, place.string) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    /// In place, as whoever still knows the file would; where there is none nothing happens.
    private static func overwrite(_ file: FilePath, with text: String) throws {
        chmod(file.string, 0o600)
        do {
            let descriptor = try FileDescriptor.open(file, .writeOnly)
            try descriptor.closeAfter { _ = try descriptor.writeAll(text.utf8) }
        } catch Errno.noSuchFileOrDirectory {}
    }
}
