import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A plugin that works and does little: an artifact store in a folder, to be changed into something else.
struct FlavorSkeleton {
    /// A file of it.
    struct File {
        let path: String
        let text: String
        var isExecutable = false
    }

    let name: String
    let files: [File]

    init(_ name: String, in language: SkeletonLanguage) throws(ApusError) {
        self.name = try Name.validate(name, as: "flavor")
        let files =
            switch language {
            case .python: Self.python
            case .c: Self.c
            case .swift: Self.swift
            }
        self.files = files.map { file in
            File(
                path: file.path.replacing("FLAVOR_NAME", with: name),
                text: file.text.replacing("FLAVOR_NAME", with: name), isExecutable: file.isExecutable)
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
