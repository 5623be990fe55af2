import ApusModel
import FoundationEssentials

/// Reads the XML that S3 endpoints send: elements, text, references, comments and CDATA of XML 1.0
/// (https://www.w3.org/TR/xml/). Attributes are skipped. Document types are refused, and with them every entity that
/// a document could define.
struct XMLReader {
    private static let deepest = 32
    private let bytes: [UInt8]
    private var position = 0

    /// The root element of `document`.
    /// - Throws: ``ApusError`` with `.corrupted`, naming what is wrong and where.
    static func root(of document: some Sequence<UInt8>) throws(ApusError) -> XMLElement {
        var reader = XMLReader(document)
        try reader.skipMisc()
        guard reader.starts(with: "<") else { throw reader.problem("there is no root element") }
        let root = try reader.element(depth: 1)
        try reader.skipMisc()
        if reader.position < reader.bytes.count { throw reader.problem("something follows the root element") }
        return root
    }

    private init(_ document: some Sequence<UInt8>) {
        bytes = Array(document)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }
}

extension XMLReader {
    private mutating func element(depth: Int) throws(ApusError) -> XMLElement {
        if depth > Self.deepest { throw problem("elements are nested too deep") }
        try expect("<")
        let qualified = try name()
        var element = XMLElement(name: Self.localName(qualified))
        if try skipAttributes() { return element }
        var text: [UInt8] = []
        while !starts(with: "</") {
            if position == bytes.count { throw problem("element '\(qualified)' does not end") }
            if try skipIgnored() { continue }
            if starts(with: "<![CDATA[") {
                position += 9
                text += try take(until: "]]>")
            } else if starts(with: "<") {
                element.children.append(try self.element(depth: depth + 1))
            } else {
                try takeText(into: &text)
            }
        }
        try expect("</")
        if try name() != qualified { throw problem("element '\(qualified)' is ended by another name") }
        skipSpace()
        try expect(">")
        let isLayout = !element.children.isEmpty && text.allSatisfy(Self.isSpace)
        element.text = isLayout ? "" : String(decoding: text, as: UTF8.self)
        return element
    }

    /// Skips the rest of a start tag and says whether the element ends with it.
    private mutating func skipAttributes() throws(ApusError) -> Bool {
        while true {
            skipSpace()
            if starts(with: "/>") {
                position += 2
                return true
            }
            if starts(with: ">") {
                position += 1
                return false
            }
            _ = try name()
            skipSpace()
            try expect("=")
            skipSpace()
            guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                throw problem("an attribute has no quoted value")
            }
            position += 1
            _ = try take(until: quote == UInt8(ascii: "\"") ? "\"" : "'")
        }
    }

    private mutating func takeText(into text: inout [UInt8]) throws(ApusError) {
        while let byte = current, byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                position += 1
                let reference = String(decoding: try take(until: ";"), as: UTF8.self)
                guard let character = Self.character(of: reference) else {
                    throw problem("'&\(reference);' is unknown")
                }
                text += String(character).utf8
            } else {
                text.append(byte)
                position += 1
            }
        }
    }

    private static func character(of reference: String) -> Character? {
        switch reference {
        case "lt": "<"
        case "gt": ">"
        case "amp": "&"
        case "quot": "\""
        case "apos": "'"
        default: scalar(of: reference).map(Character.init)
        }
    }

    private static func scalar(of reference: String) -> Unicode.Scalar? {
        let number =
            reference.hasPrefix("#x")
            ? UInt32(reference.dropFirst(2), radix: 16)
            : reference.hasPrefix("#") ? UInt32(reference.dropFirst()) : nil
        return number.flatMap(Unicode.Scalar.init)
    }
}

extension XMLReader {
    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    private mutating func expect(_ text: StaticString) throws(ApusError) {
        if !starts(with: text) { throw problem("'\(text)' is missing") }
        position += text.utf8CodeUnitCount
    }

    /// What comes before `mark`, which is passed too.
    private mutating func take(until mark: StaticString) throws(ApusError) -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count {
            if starts(with: mark) {
                defer { position += mark.utf8CodeUnitCount }
                return bytes[start..<position]
            }
            position += 1
        }
        position = start
        throw problem("'\(mark)' is missing")
    }

    private mutating func name() throws(ApusError) -> String {
        let start = position
        while let byte = current, Self.isNameByte(byte) { position += 1 }
        if start == position { throw problem("a name is missing") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skipSpace() {
        while let byte = current, Self.isSpace(byte) { position += 1 }
    }

    private mutating func skipMisc() throws(ApusError) {
        repeat { skipSpace() } while try skipIgnored()
        if starts(with: "<!") { throw problem("document types are not accepted") }
    }

    /// Skips a comment or a processing instruction, and says whether there was one.
    private mutating func skipIgnored() throws(ApusError) -> Bool {
        let isComment = starts(with: "<!--")
        guard isComment || starts(with: "<?") else { return false }
        position += isComment ? 4 : 2
        _ = try take(until: isComment ? "-->" : "?>")
        return true
    }

    private static func localName(_ qualified: String) -> String {
        qualified.split(separator: ":").last.map(String.init) ?? qualified
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"), 0x80...:
            true
        default: false
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    private func problem(_ reason: String) -> ApusError {
        ApusError(.corrupted, "an answer is not the XML that it should be", reason: "\(reason), at byte \(position)")
    }
}
