import ApusModel
import FoundationEssentials
import Yams

/// What a scalar stands for by the rules of YAML 1.1, as Go programs read it: kubectl goes by
/// https://pkg.go.dev/sigs.k8s.io/yaml.
enum YAMLScalar {
    static func json(_ scalar: Node.Scalar) throws -> JSONValue {
        let text = scalar.string
        switch scalar.tag.description {
        case "tag:yaml.org,2002:str", "!": return .string(text)
        case "tag:yaml.org,2002:binary":
            guard let data = Data(base64Encoded: text.filter { !$0.isWhitespace }) else {
                throw YAMLText.Refusal(description: "a binary value is no base64")
            }
            return .string(String(decoding: data, as: UTF8.self))
        case _ where scalar.style == .plain || scalar.style == .any: break
        default: return .string(text)
        }
        let value = plain(text)
        if case .number(let number) = value, !number.isFinite {
            throw YAMLText.Refusal(description: "'\(text)' is no number in JSON")
        }
        return value
    }

    private static func plain(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": .null
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": .boolean(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": .boolean(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": .number(-.infinity)
        case ".nan", ".NaN", ".NAN": .number(.nan)
        default: number(text) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return nil }
        let digits = text.replacing("_", with: "")
        if let whole = integer(digits) { return whole }
        guard isDecimal(digits), let number = Double(digits) else { return nil }
        return .number(number)
    }

    /// With a base: `0x`, `0o`, `0b`, and `0` for octal numbers.
    private static func integer(_ text: String) -> JSONValue? {
        var rest = Substring(text)
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
        var radix = 10
        for (prefix, base) in [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)]
        where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(2)
            radix = base
        }
        if radix == 10, rest.count > 1, rest.hasPrefix("0") {
            rest = rest.dropFirst()
            radix = 8
        }
        guard let first = rest.first, first != "-", first != "+" else { return nil }
        if let magnitude = Int64(rest, radix: radix) { return .integer(isNegative ? -magnitude : magnitude) }
        return UInt64(rest, radix: radix).map { .number(isNegative ? -Double($0) : Double($0)) }
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
    private static func isDecimal(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func skipDigits() -> Int {
            let count = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.count
            rest = rest.dropFirst(count)
            return count
        }
        func skip(_ signs: String) -> Bool {
            guard let first = rest.first, signs.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = skip("-+")
        let whole = skipDigits()
        let fraction = skip(".") ? skipDigits() : 0
        if whole + fraction == 0 { return false }
        if skip("eE") {
            _ = skip("-+")
            if skipDigits() == 0 { return false }
        }
        return rest.isEmpty
    }
}
