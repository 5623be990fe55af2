import ApusModel

extension Filter {
    /// Whether `value` meets the condition. Of a list, one element has to; nothing equals a value that is absent.
    func matches(_ value: JSONValue) -> Bool {
        switch operation {
        case .isnull: value.isAbsent
        case .isnotnull: !value.isAbsent
        case .notequals: !Filter(.equals, operand).matches(value)
        case .notcontains: !Filter(.contains, operand).matches(value)
        case .equals: any(of: value) { Self.isEqual($0, operand) }
        case .oneof:
            any(of: value) { value in operand.split(separator: ",").contains { Self.isEqual(value, $0.trimmed) } }
        case .contains: any(of: value) { $0.plainText.contains(operand) }
        case .startswith: any(of: value) { $0.plainText.hasPrefix(operand) }
        case .endswith: any(of: value) { $0.plainText.hasSuffix(operand) }
        case .gt: any(of: value) { Self.isAscending(.string(operand), $0) }
        case .lt: any(of: value) { Self.isAscending($0, .string(operand)) }
        case .gte: any(of: value) { !Self.isAscending($0, .string(operand)) }
        case .lte: any(of: value) { !Self.isAscending(.string(operand), $0) }
        }
    }

    private func any(of value: JSONValue, _ matches: (JSONValue) -> Bool) -> Bool {
        if case .array(let elements) = value { return elements.contains(where: matches) }
        return !value.isAbsent && matches(value)
    }

    private static func isEqual(_ value: JSONValue, _ operand: String) -> Bool {
        switch value {
        case .boolean(let flag): SettingWord.boolean(operand) == flag
        case .integer, .number: value.doubleValue == Double(operand)
        default: value.plainText == operand
        }
    }

    /// Numbers by size, everything else by its text.
    static func isAscending(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if let left = left.doubleValue, let right = right.doubleValue { return left < right }
        return left.plainText < right.plainText
    }
}
