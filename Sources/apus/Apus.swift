import ApusCommands
import Glibc

@main
enum Apus {
    static func main() async {
        exit(await ApusCommand.main(Array(CommandLine.arguments.dropFirst())))
    }
}
