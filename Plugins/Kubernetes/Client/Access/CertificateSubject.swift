import FoundationEssentials

/// Whom a client certificate names: Kubernetes takes the common name for the user and the organisations for groups
/// (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates).
struct CertificateSubject: Hashable {
    private(set) var commonName: String?
    private(set) var organisations: [String] = []

    /// Reads the first certificate (RFC 5280, section 4.1) of a PEM text; `nil` when there is none.
    init?(pem: String) {
        let begin = "-----BEGIN CERTIFICATE-----"
        guard let start = pem.firstRange(of: begin)?.upperBound,
            let end = pem[start...].firstRange(of: "-----END")?.lowerBound,
            let data = Data(base64Encoded: String(pem[start..<end].filter { !$0.isWhitespace }))
        else { return nil }
        var outer = DERReader(Array(data)[...])
        guard let certificate = outer.next(tag: 0x30) else { return nil }
        var reader = DERReader(certificate)
        guard let signed = reader.next(tag: 0x30) else { return nil }
        var fields = DERReader(signed)
        _ = fields.next(tag: 0xA0)  // version; left out of certificates of version 1
        guard fields.next(tag: 0x02) != nil, fields.next(tag: 0x30) != nil, fields.next(tag: 0x30) != nil,
            fields.next(tag: 0x30) != nil, let subject = fields.next(tag: 0x30)
        else { return nil }
        var names = DERReader(subject)
        while let set = names.next(tag: 0x31) {
            var pairs = DERReader(set)
            while let pair = pairs.next(tag: 0x30) { add(pair) }
        }
    }

    private mutating func add(_ pair: ArraySlice<UInt8>) {
        var reader = DERReader(pair)
        guard let kind = reader.next(tag: 0x06), let value = reader.next() else { return }
        let text = String(decoding: value.content, as: UTF8.self)
        switch Array(kind) {
        case [0x55, 0x04, 0x03]: commonName = text
        case [0x55, 0x04, 0x0A]: organisations.append(text)
        default: break
        }
    }
}

/// Reads elements of DER (X.690, section 8.1), one after the other.
private struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The content of the next element, if it has this tag; nothing is read otherwise.
    mutating func next(tag: UInt8) -> ArraySlice<UInt8>? { rest.first == tag ? next()?.content : nil }

    mutating func next() -> (tag: UInt8, content: ArraySlice<UInt8>)? {
        var bytes = rest
        guard let tag = bytes.popFirst(), var length = bytes.popFirst().map(Int.init) else { return nil }
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...4).contains(count), bytes.count >= count else { return nil }
            length = bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(count)
        }
        guard bytes.count >= length else { return nil }
        rest = bytes.dropFirst(length)
        return (tag, bytes.prefix(length))
    }
}
