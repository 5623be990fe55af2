import ApusModel
import ArgumentParser

struct ServerPushImage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push-image", abstract: "Bring the image of the server to a registry and print its name.",
        discussion: "For 'apus server deploy --image', and for the manifests in Deploy/.")

    @OptionGroup var images: ServerImageOptions

    func run() async throws { Console.output.print(try await images.publish().image) }
}
