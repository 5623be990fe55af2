/// The beginning of a time in text, down to the day or finer, as `Timestamp` writes it; it compares with whole times.
enum MomentPrefix {
    static func isOne(_ text: String) -> Bool {
        let pattern = Array("0000-00-00T00:00:00.000Z")
        return text.count >= 10 && text.count <= pattern.count
            && zip(text, pattern).allSatisfy {
                $1 == "0" ? $0.isASCII && $0.isNumber : $0 == $1 || ($0 == "Z" && $1 == ".")
            }
    }
}
