public import FoundationEssentials

/// Takes lines out of what a program prints, which arrives in pieces of any size.
///
/// A line ends with `\n` or `\r\n`. Bytes that are no UTF-8 become U+FFFD. A line longer than ``maximumLength`` comes
/// in
/// several parts, so memory stays bounded whatever is printed.
public struct LineDecoder: Sendable {
    /// No line that is given out has more bytes.
    public static let maximumLength = 64 << 10

    private var rest = Data()

    public init() {}

    /// Adds the bytes that came next and returns the lines that they end.
    public mutating func append(_ bytes: Data) -> [String] {
        var lines: [String] = []
        rest.append(bytes)
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
            split(start..<end, into: &lines, isWhole: true)
            start = end + 1
        }
        start = split(start..<rest.endIndex, into: &lines, isWhole: false)
        if start > rest.startIndex { rest = Data(rest[start...]) }
        return lines
    }

    /// What came after the last line end, when the stream ends; `nil` for nothing.
    public mutating func finish() -> String? {
        defer { rest = Data() }
        return rest.isEmpty ? nil : text(rest.startIndex..<rest.endIndex)
    }

    /// Appends the parts of a line and returns where the part begins that is not given out.
    @discardableResult
    private func split(_ line: Range<Data.Index>, into lines: inout [String], isWhole: Bool) -> Data.Index {
        var start = line.lowerBound
        while line.upperBound - start > Self.maximumLength {
            let end = boundary(before: start + Self.maximumLength, after: start)
            lines.append(text(start..<end))
            start = end
        }
        if isWhole { lines.append(text(start..<line.upperBound)) }
        return start
    }

    /// The nearest place at or before `index` that does not cut a character.
    private func boundary(before index: Data.Index, after start: Data.Index) -> Data.Index {
        var place = index
        while place > index - 4, place > start, rest[place] & 0b1100_0000 == 0b1000_0000 { place -= 1 }
        return place == index - 4 || place == start ? index : place
    }

    private func text(_ range: Range<Data.Index>) -> String {
        let hasReturn = range.upperBound > range.lowerBound && rest[range.upperBound - 1] == UInt8(ascii: "\r")
        return String(decoding: rest[range.lowerBound..<range.upperBound - (hasReturn ? 1 : 0)], as: UTF8.self)
    }
}
