import FoundationEssentials

/// A picture in shades of grey.
struct GreyPicture {
    let width: Int
    /// One byte per pixel, row by row; 0 is black.
    let pixels: [UInt8]

    /// One square per pair of digits, a row per digit that was shown: the darker, the more often.
    init(confusion counts: [[Int]], square: Int = 16) {
        width = counts.count * square
        pixels = counts.flatMap { row -> [UInt8] in
            let sum = max(row.reduce(0, +), 1)
            let line = row.flatMap { [UInt8](repeating: UInt8(255 - 255 * $0 / sum), count: square) }
            return (0..<square).flatMap { _ in line }
        }
    }

    /// As a PNG file without compression (https://www.w3.org/TR/png-3/).
    var png: Data {
        let height = pixels.count / max(width, 1)
        var file = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        file += Self.chunk("IHDR", Self.bytes(UInt32(width)) + Self.bytes(UInt32(height)) + [8, 0, 0, 0, 0])
        let rows = (0..<height).flatMap { [0] + pixels[$0 * width..<($0 + 1) * width] }
        file += Self.chunk("IDAT", Self.stored(rows))
        return file + Self.chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        return bytes(UInt32(content.count)) + named + bytes(checksum(named))
    }

    /// In blocks that are stored as they are (RFC 1950 and RFC 1951, 3.2.4).
    private static func stored(_ content: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: content.count, by: 65_535) {
            let block = content[start..<min(start + 65_535, content.count)]
            let size = UInt16(block.count)
            let header = [size, ~size].flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            stream += [start + block.count == content.count ? 1 : 0] + header + block
        }
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in content {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return stream + bytes(high << 16 | low)
    }

    /// The CRC-32 of PNG, annex D.
    private static func checksum(_ content: [UInt8]) -> UInt32 {
        var rest: UInt32 = .max
        for byte in content {
            rest ^= UInt32(byte)
            for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
        return ~rest
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
