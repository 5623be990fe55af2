import ApusModel
import ApusPluginSDK
import FoundationEssentials
import Glibc

/// Loads a C shared library and serves it as a plugin: `apus-foreign LIBRARY MANIFEST`, where the manifest is the text
/// of the library's `plugin.json`. A host starts it.
@main
struct ForeignProgram {
    static func main() async {
        let words = CommandLine.arguments
        let service = ForeignService(
            library: words.count > 1 ? words[1] : "", manifest: words.count > 2 ? words[2] : "")
        exit(await PluginServer(service).run())
    }
}
