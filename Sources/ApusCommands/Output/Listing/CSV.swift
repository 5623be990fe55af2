/// Comma-separated values as RFC 4180 says, with line feeds.
enum CSV {
    static func lines(_ rows: [[String]]) -> [String] { rows.map { $0.map(field).joined(separator: ",") } }

    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { ["\"", ",", "\n", "\r"].contains(Character(Unicode.Scalar($0))) }) else {
            return text
        }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
