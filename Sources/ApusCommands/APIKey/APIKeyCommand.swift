import ArgumentParser

struct APIKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api-key", abstract: "Make, rotate and revoke the keys by which programs use the server.",
        discussion: """
            A key may do what its account may do. It is shown once, when it is made. Programs give it in \
            APUS_API_KEY, or to 'apus login URL --api-key-stdin'.
            """,
        subcommands: [APIKeyCreate.self, APIKeyList.self, APIKeyRotate.self, APIKeyRevoke.self])
}
