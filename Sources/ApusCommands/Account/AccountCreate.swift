import ApusClient
import ApusModel
import ArgumentParser
import FoundationEssentials

struct AccountCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an account.",
        discussion: """
            At a terminal the password of a person is asked for. A service has none: it gets an API key by \
            'apus api-key create NAME --account ACCOUNT'.
            """)

    @Argument(help: "The new account's name.")
    var name: String
    @Option(help: "What it may do.")
    var role: AccountRole = .member
    @Option(help: "Who is behind it: a person, who logs in, or a service, which has API keys only.")
    var kind: AccountKind = .person
    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    func validate() throws {
        if kind == .service, passwordStdin { throw ValidationError("a service has no password") }
    }

    func run() async throws {
        let account = Account(
            name: try Name.validate(name, as: "account"), kind: kind, role: role, createdAt: Date())
        let store = try ServerConnection.inUse().store
        let password: SecretString? =
            switch kind {
            case .service: nil
            case .person:
                try SecretInput.password(
                    "password of account '\(name)'", fromStandardInput: passwordStdin, isNew: true)
            }
        try await store.create(account, password: password)
        Console.error.print("Made account '\(name)', a \(kind.rawValue) with the role '\(role.rawValue)'.")
    }
}
