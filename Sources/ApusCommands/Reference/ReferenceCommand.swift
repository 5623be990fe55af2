import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct ReferenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference", abstract: "Write the pages on commands, flavors and connector types.",
        discussion: "The pages are 'cli.md', 'flavors/TYPE-NAME.md' and 'connector-types/NAME.md' in the folder.")

    @Option(help: ArgumentHelp("The folder for the pages, in Markdown.", valueName: "folder"))
    var markdown: String

    func run() async throws {
        let pages = try await ReferencePages.all(of: Session.open().registry)
        let folder = FilePath(FileManager.default.currentDirectoryPath).pushing(FilePath(markdown))
        for page in pages { try write(page, in: folder) }
        Console.error.print("Wrote \(pages.count) pages in \(markdown).")
    }

    private func write(_ page: ReferencePages.Page, in folder: FilePath) throws(ApusError) {
        let path = folder.pushing(FilePath(page.path))
        do {
            try FileManager.default.createDirectory(
                atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
            try Data(page.text.utf8).write(to: URL(filePath: path.string), options: .atomic)
        } catch {
            throw ApusError(.forbidden, "the page '\(path)' cannot be written", hint: "ls -ld \(folder)", cause: error)
        }
    }
}
