import ApusModel
import FoundationEssentials
public import SystemPackage

extension File {
    /// A new file at `path` with `text` in it.
    /// - Throws: whatever the system says.
    public init(writing text: String, to path: FilePath) throws {
        try Data(text.utf8).write(to: URL(filePath: path.string))
        self.init(path)
    }

    /// All of the file, which is a text in UTF-8.
    /// - Throws: whatever the system says when it cannot be read, ``ApusError`` with `.corrupted` when it is another text.
    public func text() throws -> String {
        let data = try Data(contentsOf: URL(filePath: path.string))
        if let text = String(validating: data, as: UTF8.self) { return text }
        throw ApusError(.corrupted, "'\(path)' is no text in UTF-8")
    }
}
