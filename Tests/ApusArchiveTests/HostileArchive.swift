import FoundationEssentials
import SystemPackage

/// A tar file made by hand, as no writer of ours makes it.
struct HostileArchive: Sendable, CustomStringConvertible {
    let description: String
    let bytes: Data

    func write(to file: FilePath) throws { try bytes.write(to: URL(filePath: file.string)) }

    static let all: [HostileArchive] = [
        HostileArchive(description: "climbing path", bytes: member("../escaped")),
        HostileArchive(description: "climbing in the middle", bytes: member("a/../../escaped")),
        HostileArchive(description: "absolute path", bytes: member("/tmp/apus-escaped")),
        HostileArchive(description: "link outside", bytes: member("l", type: "2", link: "../..")),
        HostileArchive(description: "absolute link", bytes: member("l", type: "2", link: "/etc")),
        HostileArchive(
            description: "file through a link",
            bytes: member("d/l", type: "2", link: "..") + member("d/l/x", text: "x")),
        HostileArchive(description: "hard link", bytes: member("l", type: "1", link: "/etc/passwd")),
        HostileArchive(description: "device", bytes: member("l", type: "3")),
        HostileArchive(description: "same file twice", bytes: member("a", text: "1") + member("a", text: "2")),
        HostileArchive(description: "garbage", bytes: Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 * 31) })),
        HostileArchive(
            description: "cut off", bytes: member("a", text: String(repeating: "x", count: 3000)).prefix(2000)),
    ]

    private static func member(_ path: String, type: Character = "0", link: String = "", text: String = "") -> Data {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ field: String, at offset: Int) {
            for (index, byte) in field.utf8.enumerated() { header[offset + index] = byte }
        }
        func octal(_ value: Int, digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(path, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(text.utf8.count, digits: 11), at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put(link, at: 157)
        put("ustar\u{0}00", at: 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6), at: 148)
        header[154] = 0
        let padding = (512 - text.utf8.count % 512) % 512
        return Data(header) + Data(text.utf8) + Data(count: padding)
    }
}
