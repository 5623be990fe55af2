import CLinux
import Glibc
public import SystemPackage

/// What a program gets to read.
public enum StandardInput {
    /// A file in memory with `text`, to be handed to a program and closed. A program that ends without reading it harms
    /// nobody.
    /// - Throws: `Errno` when there are no descriptors or no memory left.
    public static func holding(_ text: String) throws -> FileDescriptor {
        let number = apus_memory_file()
        if number < 0 { throw Errno(rawValue: errno) }
        let file = FileDescriptor(rawValue: number)
        do {
            try file.writeAll(toAbsoluteOffset: 0, text.utf8)
        } catch {
            Glibc.close(number)
            throw error
        }
        return file
    }
}
