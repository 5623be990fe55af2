import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// Files of something that works and does little, to be changed into something else.
struct Skeleton {
    /// A file of it.
    struct File {
        let path: String
        let text: String
        var isExecutable = false
    }

    let files: [File]

    /// - Parameter words: what stands in paths and texts for what.
    init(_ files: [File], replacing words: KeyValuePairs<String, String>) {
        func replaced(_ text: String) -> String {
            words.reduce(text) { $0.replacing($1.key, with: $1.value) }
        }
        self.files = files.map { file in
            File(path: replaced(file.path), text: replaced(file.text), isExecutable: file.isExecutable)
        }
    }

    /// Writes the files into a new folder.
    /// - Throws: ``ApusError`` with `.alreadyExists` when something is there.
    func write(to folder: FilePath) throws(ApusError) {
        if FileManager.default.fileExists(atPath: folder.string) {
            throw ApusError(
                .alreadyExists, "'\(folder)' is there already", hint: "name another folder: --folder PATH")
        }
        do {
            for file in files {
                let place = folder.appending(file.path)
                try FileManager.default.createDirectory(
                    atPath: place.removingLastComponent().string, withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: URL(filePath: place.string))
                if file.isExecutable { chmod(place.string, 0o755) }
            }
        } catch {
            throw ApusError(
                .forbidden, "'\(folder)' cannot be written", hint: "ls -ld \(folder.removingLastComponent())",
                cause: error)
        }
    }
}
