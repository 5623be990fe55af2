/// Puts a final response's head together from header lines, skipping interim responses (1xx) and trailers.
struct ResponseHeadParser {
    enum Failure: Error, Equatable {
        case malformedStatusLine
        case tooLarge
    }

    static let maximumSize = 256 << 10

    private var head: ResponseHead?
    private var isComplete = false
    private var size = 0

    /// Takes the next line, with or without its line end, and returns the head when it is complete.
    mutating func take(_ line: some Collection<UInt8>) throws(Failure) -> ResponseHead? {
        guard !isComplete else { return nil }
        size += line.count
        guard size <= Self.maximumSize else { throw .tooLarge }
        let text = String(decoding: line, as: UTF8.self)
        let content =
            text.unicodeScalars.last.map { $0 == "\n" || $0 == "\r" } == true ? Self.withoutLineEnd(text) : text
        if content.isEmpty { return finish() }
        if content.hasPrefix("HTTP/") {
            head = try Self.parseStatusLine(content)
        } else if content.first == " " || content.first == "\t" {
            continueLastField(content)
        } else if let colon = content.firstIndex(of: ":") {
            head?.headers.append(String(content[..<colon]), Self.trimmed(content[content.index(after: colon)...]))
        }
        return nil
    }

    private mutating func finish() -> ResponseHead? {
        guard let head, head.status >= 200 || head.status == 101 else {
            self.head = nil
            return nil
        }
        isComplete = true
        return head
    }

    private mutating func continueLastField(_ text: String) {
        guard let last = head?.headers.last else { return }
        let fields = head?.headers.dropLast() ?? []
        head?.headers = HTTPHeaders(fields + [HTTPHeaders.Field(last.name, last.value + " " + Self.trimmed(text[...]))])
    }

    private static func parseStatusLine(_ line: String) throws(Failure) -> ResponseHead {
        let words = line.split(separator: " ", maxSplits: 2)
        let numbers = words[0].dropFirst("HTTP/".count).split(separator: ".")
        guard words.count >= 2, let status = Int(words[1]), (100..<1000).contains(status),
            let major = numbers.first.flatMap({ Int($0) })
        else { throw .malformedStatusLine }
        let minor = numbers.count > 1 ? Int(numbers[1]) ?? 0 : 0
        return ResponseHead(version: HTTPVersion(major: major, minor: minor), status: status, headers: [:])
    }

    private static func withoutLineEnd(_ text: String) -> String {
        var scalars = Substring(text).unicodeScalars
        while let last = scalars.last, last == "\n" || last == "\r" { scalars.removeLast() }
        return String(scalars)
    }

    private static func trimmed(_ text: Substring) -> String {
        var scalars = text.unicodeScalars
        while let first = scalars.first, first == " " || first == "\t" { scalars.removeFirst() }
        while let last = scalars.last, last == " " || last == "\t" { scalars.removeLast() }
        return String(scalars)
    }
}
