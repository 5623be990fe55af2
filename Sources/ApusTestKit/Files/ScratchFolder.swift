import FoundationEssentials
public import SystemPackage

/// Calls `body` with a new folder of its own, and removes it afterwards.
public func withScratchFolder<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    let folder = FilePath(FileManager.default.temporaryDirectory.path).appending("apus-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    // A leftover in the temporary folder harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    return try await body(folder)
}
