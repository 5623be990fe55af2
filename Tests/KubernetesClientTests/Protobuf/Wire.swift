import FoundationEssentials

/// Messages in the wire format of Protocol Buffers (https://protobuf.dev/programming-guides/encoding/).
enum Wire {
    static func number(_ value: UInt64) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f) | 0x80] + number(value >> 7)
    }

    static func field(_ number: UInt64, _ value: UInt64) -> [UInt8] { Self.number(number << 3) + Self.number(value) }

    static func field(_ number: UInt64, _ bytes: [UInt8]) -> [UInt8] {
        Self.number(number << 3 | 2) + Self.number(UInt64(bytes.count)) + bytes
    }

    static func field(_ number: UInt64, _ text: String) -> [UInt8] { field(number, [UInt8](text.utf8)) }

    /// An object as API servers send it.
    static func answer(_ object: [UInt8]) -> [UInt8] { [0x6b, 0x38, 0x73, 0x00] + field(2, object) }

    /// A line of a watch.
    static func frame(_ type: String, _ object: [UInt8]) -> Data {
        let line = field(1, type) + field(2, field(1, answer(object)))
        let length = UInt32(line.count)
        return Data(stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> $0) } + line)
    }

    static func pod(_ name: String, version: Int) -> [UInt8] {
        field(1, field(1, name) + field(5, "uid-\(name)") + field(6, String(version))) + field(3, field(1, "Running"))
    }

    static func list(_ pods: [[UInt8]], version: Int) -> [UInt8] {
        answer(field(1, field(2, String(version))) + pods.flatMap { field(2, $0) })
    }
}
