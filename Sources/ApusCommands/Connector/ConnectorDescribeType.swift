import ApusCore
import ApusModel
import ArgumentParser

struct ConnectorDescribeType: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe-type", abstract: "Show a type of connectors with its methods and their options.")

    @Argument(help: "The connector type, such as kubernetes.")
    var type: String
    @Option(name: .shortAndLong, help: "Only this authentication method.")
    var authMethod: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let type = try await Session.open().registry.connectorType(type)
        let methods = try authMethod.map { [try type.authMethod($0)] } ?? type.authMethods
        try output.render(ConnectorTypeDescription(type), names: methods.map(\.name)) {
            lines(type, methods, style: Console.output.style)
        }
    }

    private func lines(_ type: ConnectorType, _ methods: [ConnectorType.AuthMethod], style: Style) -> [String] {
        var details = Details()
        details.add("Type", type.name)
        details.add("Summary", type.summary)
        details.add(
            "Resource types",
            type.resourceTypes.map { $0.rawValue + (type.multiInstanceTypes.contains($0) ? " (one or several)" : "") }
                .joined(separator: ", "))
        details.add("Auto-configure", type.find == nil ? "no" : "yes")
        details.add("Login", type.login == nil ? "no" : "yes")
        return details.lines(style: style)
            + methods.flatMap { method in
                ["", style.bold("Authentication method \(method.name)") + ": \(method.summary)"]
                    + Table(
                        ["OPTION", "KIND", "NEEDED", "HELP"],
                        rows: method.schema.options.map { option in
                            [
                                option.flag, option.isSecret ? "\(option.kind.name), secret" : option.kind.name,
                                option.isRequired ? "yes" : option.defaultValue?.text ?? "", option.help,
                            ]
                        }
                    ).lines(style: style).map { "  \($0)" }
            }
    }
}

extension JSONValue {
    fileprivate var text: String? {
        stringValue ?? booleanValue.map { $0 ? "true" : "false" } ?? integerValue.map { "\($0)" }
    }
}
