import ApusModel

extension Browser {
    /// Opens an address.
    func open(_ url: String) async throws { _ = try await command("/url", ["url": .string(url)]) }

    /// What a script, the body of a function, answers.
    @discardableResult
    func run(_ script: String, _ arguments: [JSONValue] = []) async throws -> JSONValue {
        try await command("/execute/sync", ["script": .string(script), "args": .array(arguments)])
    }

    /// What the expression is once it is true, looked at whenever the page may have changed.
    /// - Throws: ``/ApusModel/ApusError`` with the page's text when it is not within 40 seconds.
    @discardableResult
    func wait(_ expression: String) async throws -> JSONValue {
        let script = """
            const done = arguments[arguments.length - 1];
            const end = Date.now() + 120000;
            const look = () => {
              let value;
              try { value = \(expression); } catch { value = undefined; }
              if (value) done([value]);
              else if (Date.now() > end) done({ text: document.body.innerText.slice(0, 3000), at: location.href });
              else setTimeout(look, 20);
            };
            look();
            """
        let found = try await command("/execute/async", ["script": .string(script), "args": .array([])])
        if let value = found.arrayValue?.first { return value }
        throw ApusError(
            .unavailable, "the page never has: \(expression)",
            reason: "it is \(found["at"]?.stringValue ?? ""):\n\(found["text"]?.stringValue ?? "")")
    }

    /// Waits for a text on the page.
    func see(_ text: String) async throws {
        try await wait("document.body.innerText.includes(\(try CanonicalJSON.text(text)))")
    }

    /// Clicks the element, once it is there, as a person would.
    func click(_ selector: String) async throws {
        let text = try CanonicalJSON.text(selector)
        try await wait("document.querySelector(\(text))")
        let element = try await command(
            "/element", ["using": .string("css selector"), "value": .string(selector)])
        guard let id = element.objectValue?.values.first?.stringValue else { return }
        _ = try await command("/element/\(id)/click")
    }

    /// Clicks the button with that text.
    func press(button text: String) async throws {
        let wanted = try CanonicalJSON.text(text)
        let find =
            "[...document.querySelectorAll('button, a.button')].find((one) => one.innerText.trim() === \(wanted))"
        try await wait("(\(find))?.checkVisibility()")
        try await run("(\(find)).click();")
    }

    /// Types the text, or presses keys, wherever the focus is. Keys are the characters of the protocol's table.
    func type(_ text: String) async throws {
        let events = text.flatMap { letter in
            ["keyDown", "keyUp"].map {
                JSONValue.object(["type": .string($0), "value": .string(String(letter))])
            }
        }
        let keyboard: JSONValue = .object([
            "type": .string("key"), "id": .string("keyboard"), "actions": .array(events),
        ])
        _ = try await command("/actions", ["actions": .array([keyboard])])
    }

    /// Presses Tab until the focused element is called `text`, as somebody without a mouse would.
    func tab(to text: String) async throws {
        let wanted = try CanonicalJSON.text(text)
        let look = """
            const one = document.activeElement;
            const name = one.getAttribute("aria-label") || [...(one.labels ?? [])].map((l) => l.innerText).join() || one.innerText || "";
            return [name, name.trim() === (\(wanted))];
            """
        var seen: [String] = []
        for _ in 0..<60 {
            try await type(Self.tabKey)
            let found = try await run(look).arrayValue ?? []
            if found.last == .boolean(true) { return }
            seen.append(found.first?.stringValue ?? "")
        }
        throw ApusError(.unavailable, "no Tab leads to '\(text)'", reason: seen.joined(separator: " | "))
    }

    static let tabKey = "\u{E004}"
    static let enterKey = "\u{E007}"
    static let rightKey = "\u{E014}"
}
