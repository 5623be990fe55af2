import ApusModel
import FoundationEssentials
import SystemPackage

/// A program or a library of Linux, as far as its sections go (System V ABI, chapter 4; 64 bits, little-endian).
struct ELFFile {
    struct Section {
        let name: String
        let type: UInt32
        /// Whether it is in memory while the program runs.
        let isLoaded: Bool
        /// In the file; empty for one that has no bytes there.
        let range: Range<Int>
        let size: Int
        /// The index of the section that this one refers to.
        let link: Int
    }

    let bytes: Data
    private(set) var sections: [Section] = []

    /// What an ELF file begins with.
    static let mark = Data([0x7F, 0x45, 0x4C, 0x46])

    /// - Throws: ``ApusError`` with `.corrupted` for what is no such file.
    init(_ path: FilePath) throws {
        bytes = try Data(contentsOf: URL(filePath: path.string), options: .mappedIfSafe)
        guard bytes.prefix(4) == Self.mark, integer(at: 4, UInt8.self) == 2, integer(at: 5, UInt8.self) == 1,
            let table = integer(at: 0x28, UInt64.self).flatMap({ Int(exactly: $0) }),
            let count = integer(at: 0x3C, UInt16.self), let names = integer(at: 0x3E, UInt16.self)
        else { throw Self.refusal(path) }
        let headers = (0..<Int(count)).map { table + $0 * 64 }
        guard Int(names) < headers.count, let texts = offset(headers[Int(names)] + 0x18) else {
            throw Self.refusal(path)
        }
        for header in headers {
            guard let section = section(header, names: texts) else { throw Self.refusal(path) }
            sections.append(section)
        }
    }

    /// The libraries that the loader is told to load, by name (`DT_NEEDED`).
    var neededLibraries: [String] {
        guard let dynamic = sections.first(where: { $0.type == 6 }), sections.indices.contains(dynamic.link) else {
            return []
        }
        let texts = sections[dynamic.link].range.lowerBound
        return stride(from: dynamic.range.lowerBound, to: dynamic.range.upperBound, by: 16).compactMap { entry in
            guard integer(at: entry, UInt64.self) == 1, let name = offset(entry + 8) else { return nil }
            return text(at: texts + name)
        }
    }

    private func section(_ header: Int, names: Int) -> Section? {
        guard let name = integer(at: header, UInt32.self), let type = integer(at: header + 4, UInt32.self),
            let flags = integer(at: header + 8, UInt64.self), let start = offset(header + 0x18),
            let size = offset(header + 0x20), let link = integer(at: header + 0x28, UInt32.self)
        else { return nil }
        let hasBytes = type != 8
        guard !hasBytes || (start <= bytes.count && size <= bytes.count - start) else { return nil }
        return Section(
            name: text(at: names + Int(name)), type: type, isLoaded: flags & 2 != 0,
            range: hasBytes ? start..<start + size : 0..<0, size: size, link: Int(link))
    }

    private func offset(_ place: Int) -> Int? {
        integer(at: place, UInt64.self).flatMap { Int(exactly: $0) }
    }

    private func integer<Number: FixedWidthInteger>(at place: Int, _ type: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard place >= 0, place <= bytes.count - size else { return nil }
        return bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self)) }
    }

    /// The text at `place`, which ends with a zero.
    private func text(at place: Int) -> String {
        guard bytes.indices.contains(place) else { return "" }
        return String(decoding: bytes[place...].prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func refusal(_ path: FilePath) -> ApusError {
        ApusError(.corrupted, "'\(path)' is no program of Linux", reason: "it is no ELF file of 64 bits")
    }
}
