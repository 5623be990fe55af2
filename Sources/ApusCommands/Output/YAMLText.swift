import ApusModel
import ApusPipelineFile
import FoundationEssentials
import Yams

/// JSON values as YAML texts.
enum YAMLText {
    /// The text of `value`, with sorted keys.
    static func make(_ value: JSONValue) throws -> String {
        try Yams.dump(object: value.yamlObject, sortKeys: true).trimmed
    }

    /// The value in a file; `-` is standard input.
    /// - Throws: ``ApusError`` with `.notFound` when it cannot be read, `.invalidArgument` for what is no YAML.
    static func read(_ file: String) throws -> JSONValue {
        guard let data = FileManager.default.contents(atPath: file == "-" ? "/dev/stdin" : file) else {
            throw ApusError(.notFound, "the file '\(file)' cannot be read", hint: "ls -l \(file)")
        }
        let text = String(decoding: data, as: UTF8.self)
        guard let node = try YAMLDocument.compose(text, named: "the file '\(file)'") else {
            throw ApusError(.invalidArgument, "the file '\(file)' is empty")
        }
        return JSONValue(node)
    }
}

extension JSONValue {
    fileprivate var yamlObject: Any? {
        switch self {
        case .null: nil
        case .boolean(let value): value
        case .integer(let value): Int(value)
        case .number(let value): value
        case .string(let value): value
        case .array(let elements): elements.map(\.yamlObject)
        case .object(let members): members.mapValues(\.yamlObject)
        }
    }
}
