import ApusArchive
import ApusModel
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Archives")
struct ArchiveTests {
    @Test("what is written is extracted unchanged", arguments: [ArchiveCompression.none, .gzip()])
    func roundTrip(compression: ArchiveCompression) async throws {
        try await withScratchFolder { scratch in
            let folder = scratch.appending("in")
            try folder.write("empty/.keep", "")
            try folder.write("a/b/ünïcode 日本.txt", "text")
            try folder.write(String(repeating: "long/", count: 60) + "file", "deep")
            try folder.write("run.sh", "#!/bin/sh\n", permissions: 0o755)
            try folder.write("big", String(repeating: "0123456789", count: 100_000))
            try folder.link("a/link", to: "../run.sh")
            try folder.link("dangling", to: "not/there")

            let entries = try await Archive.entries(of: folder)
            let file = scratch.appending("archive")
            let written = try await Archive.write(entries, to: file, compression: compression)
            let out = scratch.appending("out")
            try await Archive.extract(file, into: out)

            #expect(try await Archive.entries(of: out).map(\.path) == entries.map(\.path))
            #expect(try out.read("a/b/ünïcode 日本.txt") == "text")
            #expect(try out.read(String(repeating: "long/", count: 60) + "file") == "deep")
            #expect(try out.read("a/link") == "#!/bin/sh\n")
            #expect(try out.read("big").utf8.count == 1_000_000)
            let executable = try await Archive.entries(of: out).filter(\.isExecutable).map(\.path)
            #expect(executable == ["run.sh"])
            #expect(try file.stat().size == written.size)
            if compression == .none {
                #expect(written.digest == written.uncompressedDigest)
            } else {
                #expect(written.size < written.uncompressedSize)
            }
        }
    }

    @Test(
        "equal contents give equal bytes whatever their times and order", arguments: [ArchiveCompression.none, .gzip()])
    func reproducible(compression: ArchiveCompression) async throws {
        try await withScratchFolder { scratch in
            var written: [WrittenArchive] = []
            for (name, files) in [("one", ["a", "b/c", "d"]), ("two", ["d", "a", "b/c"])] {
                let folder = scratch.appending(name)
                for file in files { try folder.write(file, "content of \(file)") }
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: name == "one" ? 1 : 1_000_000)],
                    ofItemAtPath: folder.appending("a").string)
                written.append(
                    try await Archive.write(
                        try await Archive.entries(of: folder, under: "app"), to: scratch.appending("\(name).tar"),
                        compression: compression))
            }
            #expect(written[0] == written[1])
        }
    }

    @Test("a stored archive keeps its digest")
    func pinnedDigest() async throws {
        try await withScratchFolder { scratch in
            try scratch.write("f/hello", "hello\n")
            let written = try await Archive.write(
                try await Archive.entries(of: scratch.appending("f")), to: scratch.appending("t"))
            #expect(written.size == 2048)
            #expect(written.digest.hexadecimal == "4af4dddb894ed8cb618ea3ac75cc6283e1852367311bad66e1dcbe1242e1a9b6")
        }
    }

    @Test("a link that leaves the folder is not kept", arguments: ["/etc/passwd", "../x", "a/../../x", "b/../x", ""])
    func escapingLink(target: String) async throws {
        try await withScratchFolder { scratch in
            let folder = scratch.appending("in")
            try folder.write("a/f", "")
            if target.isEmpty {
                try #require(mkfifo(folder.appending("fifo").string) == 0)
            } else {
                try folder.link("link", to: target)
            }
            let error = await #expect(throws: ApusError.self) { try await Archive.entries(of: folder) }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test("an archive that would write outside its folder is refused", arguments: HostileArchive.all)
    func hostile(archive: HostileArchive) async throws {
        try await withScratchFolder { scratch in
            let file = scratch.appending("hostile.tar")
            try archive.write(to: file)
            let error = await #expect(throws: ApusError.self) {
                try await Archive.extract(file, into: scratch.appending("out/inner"))
            }
            #expect(error?.code == .corrupted)
            #expect(!FileManager.default.fileExists(atPath: scratch.appending("out/escaped").string))
            #expect(!FileManager.default.fileExists(atPath: scratch.appending("escaped").string))
        }
    }

    @Test("bad entries are refused", arguments: ["", "/a", "../a", "a//b", "a/./b", "a/"])
    func badPath(path: String) async throws {
        try await withScratchFolder { scratch in
            let error = await #expect(throws: ApusError.self) {
                try await Archive.write([ArchiveEntry(path, .folder)], to: scratch.appending("x"))
            }
            #expect(error?.code == .invalidArgument)
            #expect(!FileManager.default.fileExists(atPath: scratch.appending("x").string))
        }
    }

    @Test("a file that is not there is named and nothing is left")
    func missingFile() async throws {
        try await withScratchFolder { scratch in
            let error = await #expect(throws: ApusError.self) {
                try await Archive.write([ArchiveEntry("a", .file("/no/such/file"))], to: scratch.appending("x"))
            }
            #expect(error?.code == .notFound)
            #expect(error?.summary.contains("/no/such/file") == true)
            #expect(!FileManager.default.fileExists(atPath: scratch.appending("x").string))
        }
    }
}
