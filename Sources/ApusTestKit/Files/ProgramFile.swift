import FoundationEssentials
import Glibc
public import SystemPackage

/// Writes a program that can be executed at once, and the folder that it lies in.
///
/// Another process makes the file: what is forked here meanwhile would hold a file open that is written here, and Linux
/// executes no file that somebody has open for writing (`ETXTBSY` in execve(2)).
/// - Throws: what writing throws; `Errno` when the other process cannot be started or fails.
public func writeProgram(_ text: String, to path: FilePath) throws {
    let folder = path.removingLastComponent()
    try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    let source = FilePath("\(path).text")
    try Data(text.utf8).write(to: URL(filePath: source.string))
    defer { unlink(source.string) }
    let words = ["install", "-m", "755", source.string, path.string].map { (word: String) in strdup(word) }
    defer { for word in words { free(word) } }
    var child = pid_t()
    let failure = posix_spawn(&child, "/usr/bin/install", nil, nil, words + [nil], nil)
    if failure != 0 { throw Errno(rawValue: failure) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    if status != 0 { throw Errno.ioError }
}
