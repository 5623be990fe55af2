import ApusCore
import ApusModel
import ArgumentParser

/// Finds how a command line may go on: commands, options, values that are declared, names that are stored.
struct CompletionSearch {
    private let command: any ParsableCommand.Type
    /// The words that lead to the command, without `apus`.
    private let path: [String]
    /// The words behind them, without the last.
    private let words: [String]
    /// The word that is being typed.
    private let current: String

    /// - Parameter words: all that stand behind `apus`; the last is being typed and may be empty.
    init(_ words: [String]) {
        let done = Array(words.dropLast())
        path = Array(CommandWords.path(of: done, in: ApusCommand.self).dropFirst())
        command = CommandWords.command(of: done, in: ApusCommand.self)
        self.words = Array(done.dropFirst(path.count))
        current = words.last ?? ""
    }

    func answers() async throws -> [CompletionAnswer] {
        let model = try CommandModel(of: command)
        if !model.shownCommands.isEmpty { return words.isEmpty ? matching(commands(of: model)) : [] }
        let names = CompletionNames(path: path, words: words)
        if let equals = current.firstIndex(of: "="), current.hasPrefix("--") {
            let flag = String(current[..<equals])
            let values = try await values(of: flag, model, names)
            return matching(values.map { CompletionAnswer(text: "\(flag)=\($0.text)", meaning: $0.meaning) })
        }
        if let last = words.last, last.hasPrefix("-"), takesValue(last, model) {
            return matching(try await values(of: last, model, names))
        }
        if current.hasPrefix("-") { return matching(try await options(of: model, names)) }
        return matching(try await positional(model, names))
    }

    /// Those that begin as the word does; the files are the shell's to choose.
    private func matching(_ answers: [CompletionAnswer]) -> [CompletionAnswer] {
        answers.filter { $0 == .files || $0.text.hasPrefix(current) }
    }

    private func commands(of model: CommandModel) -> [CompletionAnswer] {
        model.shownCommands.map { CompletionAnswer(text: $0.commandName, meaning: $0.abstract ?? "") }
    }

    private func argument(_ flag: String, _ model: CommandModel) -> ArgumentModel? {
        model.shownArguments.first { ($0.names ?? []).contains { $0.text == flag } }
    }

    private func takesValue(_ flag: String, _ model: CommandModel) -> Bool {
        argument(flag, model)?.takesValue ?? (flag.hasPrefix("--") && acceptsMore(model))
    }

    /// Whether the command takes options that it does not declare itself: filters, or options of a flavor.
    private func acceptsMore(_ model: CommandModel) -> Bool {
        model.shownArguments.contains { $0.isPositional && $0.valueName?.hasPrefix("--") == true }
    }

    private func options(of model: CommandModel, _ names: CompletionNames) async throws -> [CompletionAnswer] {
        let own = model.shownArguments.filter { !$0.isPositional }.map {
            CompletionAnswer(text: $0.preferredName?.text ?? "", meaning: $0.abstract ?? "")
        }
        return own + filters + (await names.declaredOptions())
    }

    private var filters: [CompletionAnswer] {
        guard let list = command as? any ListCommand.Type else { return [] }
        return list.columnNames.map { CompletionAnswer(text: "--\($0)=", meaning: "Only rows whose \($0) is so.") }
    }

    private func values(of flag: String, _ model: CommandModel, _ names: CompletionNames) async throws
        -> [CompletionAnswer]
    {
        if let declared = argument(flag, model) {
            if let words = declared.allValues, !words.isEmpty { return words.map { CompletionAnswer(text: $0) } }
            let name = (declared.names ?? []).first { $0.kind == "long" }?.name ?? ""
            if let list = command as? any ListCommand.Type, ["columns", "sort-by"].contains(name) {
                return list.columnNames.map { CompletionAnswer(text: $0) }
            }
            return await names.values(ofOption: name)
        }
        if let list = command as? any ListCommand.Type {
            let column = String(flag.dropFirst(2))
            let choices = list.choices(of: column).map { CompletionAnswer(text: $0) }
            return choices.isEmpty ? await names.values(ofOption: column) : choices
        }
        return await names.values(ofDeclared: flag)
    }

    private func positional(_ model: CommandModel, _ names: CompletionNames) async throws -> [CompletionAnswer] {
        let given = positionalCount(model)
        let arguments = model.shownArguments.filter { $0.isPositional && $0.valueName?.hasPrefix("--") != true }
        guard let argument = given < arguments.count ? arguments[given] : arguments.last(where: \.isRepeating) else {
            return []
        }
        if let words = argument.allValues, !words.isEmpty { return words.map { CompletionAnswer(text: $0) } }
        if argument.valueName == "command" {
            return commands(of: try CommandModel(of: CommandWords.command(of: words, in: ApusCommand.self)))
        }
        return await names.values(ofPositional: argument.valueName ?? "")
    }

    /// How many of the words are neither options nor their values.
    private func positionalCount(_ model: CommandModel) -> Int {
        var count = 0
        var isValue = false
        for word in words {
            if isValue {
                isValue = false
            } else if word.hasPrefix("-") {
                isValue = !word.contains("=") && takesValue(word, model)
            } else {
                count += 1
            }
        }
        return count
    }
}
