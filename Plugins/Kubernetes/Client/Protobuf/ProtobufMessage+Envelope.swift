extension ProtobufMessage {
    private static let prefix: [UInt8] = [0x6b, 0x38, 0x73, 0x00]

    /// Reads an answer, or an object inside of one: these come in an `Unknown` of `k8s.io/apimachinery/pkg/runtime` after
    /// a prefix of four bytes, and the lines of a watch without both.
    /// - Throws: `DecodingError`.
    init(answer bytes: ArraySlice<UInt8>) throws {
        self.init(bytes)
        guard bytes.starts(with: Self.prefix) else { return }
        self = try ProtobufMessage(bytes.dropFirst(Self.prefix.count)).last(2)?.message() ?? ProtobufMessage([])
    }
}
