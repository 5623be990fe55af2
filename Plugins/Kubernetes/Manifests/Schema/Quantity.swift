import ApusModel

/// Amounts as Kubernetes writes them (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
enum Quantity {
    /// The text of an amount that is given as a text or a number, or `nil` for what is no amount.
    static func text(of value: JSONValue) -> String? {
        switch value {
        case .integer(let number): String(number)
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
        case .string(let text): isAmount(text) ? text : nil
        case .null, .boolean, .array, .object: nil
        }
    }

    /// A sign, digits with at most one dot, then a suffix or an exponent.
    private static func isAmount(_ text: String) -> Bool {
        let unsigned = text.drop { "+-".contains($0) }
        let digits = unsigned.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard text.count - unsigned.count <= 1, digits.contains(where: \.isNumber),
            digits.count(where: { $0 == "." }) <= 1
        else { return false }
        let rest = unsigned.dropFirst(digits.count)
        if suffixes.contains(String(rest)) { return true }
        guard let mark = rest.first, "eE".contains(mark) else { return false }
        return Int(rest.dropFirst()) != nil
    }

    private static let suffixes: Set<String> = [
        "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
    ]
}
