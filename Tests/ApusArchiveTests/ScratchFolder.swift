import FoundationEssentials
import Glibc
import SystemPackage

/// Calls `body` with a new folder of its own, and removes it afterwards.
func withScratchFolder<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    let folder = FilePath(FileManager.default.temporaryDirectory.path).appending("apus-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    // A leftover in the temporary folder harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    return try await body(folder)
}

func mkfifo(_ path: String) -> Int32 { Glibc.mkfifo(path, 0o600) }

extension FilePath {
    func write(_ name: String, _ text: String, permissions: Int = 0o644) throws {
        try write(name, Data(text.utf8), permissions: permissions)
    }

    func write(_ name: String, _ data: Data, permissions: Int = 0o644) throws {
        let place = appending(name)
        try FileManager.default.createDirectory(
            atPath: place.removingLastComponent().string, withIntermediateDirectories: true)
        try data.write(to: URL(filePath: place.string))
        chmod(place.string, mode_t(permissions))
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: appending(name).string, withDestinationPath: target)
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: appending(name).string)), as: UTF8.self)
    }
}
