import FoundationEssentials
import SystemPackage

/// Commands and what each has to say, as a file in the folder `BadInput` holds them.
///
/// A block ends with an empty line and has these lines: `= NAME` and `| TEXT` make a file in the scratch folder;
/// `$ COMMAND` is what is typed, with words in single quotes where they contain blanks; `! CODE` is the exit code; all
/// further lines are standard error, to the letter. `{folder}` stands for the scratch folder,
/// `{n}` for a time that was measured. A command whose exit code
/// is 0 prepares for those below it.
struct Transcript {
    struct Entry {
        var files: [(name: String, text: String)] = []
        var command = ""
        var status: Int32?
        var talk: [String] = []
    }

    let path: FilePath
    private(set) var comments: [String] = []
    var entries: [Entry] = []

    static let folder = FilePath(#filePath).removingLastComponent().appending("BadInput")

    /// The files' names, in order.
    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? [])  // none: the count check says so
        .filter { $0.hasSuffix(".txt") }.sorted()

    init(named name: String) throws {
        path = Self.folder.appending(name)
        let text = try String(contentsOf: URL(filePath: path.string), encoding: .utf8)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) { read(line) }
        finish()
    }

    private var current = Entry()

    private mutating func read(_ line: String) {
        if line.isEmpty {
            finish()
        } else if line.hasPrefix("# "), current.command.isEmpty {
            comments.append(line)
        } else if line.hasPrefix("= "), current.command.isEmpty {
            current.files.append((String(line.dropFirst(2)), ""))
        } else if line.hasPrefix("|"), current.command.isEmpty, !current.files.isEmpty {
            current.files[current.files.count - 1].text += line.dropFirst(2) + "\n"
        } else if line.hasPrefix("$ ") {
            current.command = String(line.dropFirst(2))
        } else if line.hasPrefix("! "), current.status == nil {
            current.status = Int32(line.dropFirst(2))
        } else {
            current.talk.append(line)
        }
    }

    private mutating func finish() {
        if !current.command.isEmpty { entries.append(current) }
        current = Entry()
    }

    /// The file's text.
    var text: String {
        let blocks = entries.map { entry in
            var lines: [String] = []
            for file in entry.files {
                lines.append("= \(file.name)")
                lines += file.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "| \($0)" }
            }
            lines += ["$ \(entry.command)", "! \(entry.status ?? -1)"] + entry.talk
            return lines.joined(separator: "\n")
        }
        return (comments.isEmpty ? "" : comments.joined(separator: "\n") + "\n\n")
            + blocks.joined(separator: "\n\n") + "\n"
    }
}

extension Transcript.Entry {
    /// The words of the command; single quotes hold blanks together.
    func words(folder: FilePath) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in command {
            switch (character, isQuoted) {
            case ("'", _):
                isQuoted.toggle()
                word = word ?? ""
            case (" ", false):
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        return words.map { $0.replacing("{folder}", with: folder.string) }
    }
}
