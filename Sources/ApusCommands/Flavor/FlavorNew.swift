import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct FlavorNew<Scope: FlavorScope>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new", abstract: "Write a plugin that works, with a test, to be changed into your own.",
            discussion: "The skeleton is an artifact store in a folder; 'test.sh' in it tries the plugin.")
    }

    @Argument(help: "The new flavor's name, and the plugin's.")
    var name: String
    @Option(help: "The component type; artifact_store is the one that there are skeletons of.")
    var type: String?
    @Option(help: "swift, python or c.")
    var lang: SkeletonLanguage = .python
    @Option(help: "The folder to make; one of the flavor's name without it.")
    var folder: String?

    func run() async throws {
        let type = type.map { ComponentType(rawValue: $0.split(separator: "-").joined(separator: "_")) }
        let wanted = type ?? Scope.type ?? .artifactStore
        if !ComponentType.all.contains(wanted) {
            throw ApusError(
                .invalidArgument, "there is no component type '\(wanted.rawValue)'",
                reason: "there are \(ComponentType.all.map(\.rawValue).joined(separator: ", "))",
                hint: Spelling.closest(to: wanted.rawValue, among: ComponentType.all.map(\.rawValue))
                    .map { "did you mean '\($0)'?" })
        }
        if wanted != .artifactStore {
            throw ApusError(
                .unsupported, "there is no skeleton of a flavor of the type \(wanted)",
                reason: "there are skeletons of artifact stores",
                hint: "Examples/flavors has an orchestrator to begin with: limits")
        }
        let place = FilePath(folder ?? name)
        let skeleton = try FlavorSkeleton.make(name, in: lang)
        try skeleton.write(to: place)
        for file in skeleton.files { Console.output.print(place.appending(file.path).string) }
        Console.error.print("Wrote the plugin '\(name)'. Try it with \(place.appending("test.sh")).")
    }
}
