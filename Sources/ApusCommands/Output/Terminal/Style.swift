/// Colours for a terminal, plain text elsewhere.
struct Style: Sendable {
    let isEnabled: Bool

    init(isEnabled: Bool) { self.isEnabled = isEnabled }

    /// Plain under `--no-color`, under a `NO_COLOR` that is not empty (https://no-color.org) and for a `TERM` that is
    /// `dumb`; coloured on a terminal, and anywhere under a `CLICOLOR_FORCE` other than `0`
    /// (https://bixense.com/clicolors).
    init(isTerminal: Bool, isPlain: Bool, variable: (String) -> String?) {
        let forced = variable("CLICOLOR_FORCE").map { !$0.isEmpty && $0 != "0" } ?? false
        let refused = isPlain || !(variable("NO_COLOR") ?? "").isEmpty
        isEnabled = !refused && (forced || (isTerminal && variable("TERM") != "dumb"))
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "31") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }

    /// One of six colours that stays the same for the same `key`.
    func tint(_ text: String, by key: String) -> String {
        let codes = ["36", "35", "34", "33", "32", "96"]
        return wrap(text, codes[key.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % codes.count])
    }

    private func wrap(_ text: String, _ code: String) -> String {
        isEnabled ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
