import ApusCore
import ApusHost
import ApusModel

/// Asks a person for what a new connector lacks.
struct ConnectorDialog {
    let dialog: Dialog

    /// Asks for the authentication method, and for required options that are not given; an answer `@file` is the content
    /// of a file.
    func complete(_ wanted: inout ConnectorService.Registration, of type: ConnectorType) throws {
        let name = try wanted.authMethod ?? dialog.choose("authentication method", among: type.authMethods.map(\.name))
        let method = try type.authMethod(name)
        wanted.authMethod = name
        let given = Set(wanted.options.keys.map(ConfigurationSchema.normalized))
        for option in method.schema.options where option.isRequired && !given.contains(option.name) {
            let answer = try dialog.ask("\(option.help) (\(option.flag))", isSecret: option.isSecret)
            wanted.options[option.name] = try OptionArguments.content(of: answer)
        }
    }
}
