import CCurl

/// A URL in parts, parsed by libcurl as it will be when it is asked for.
struct CurlURL: ~Copyable {
    /// Scheme, host and port.
    typealias Origin = [String]

    private let handle: OpaquePointer

    /// - Throws: ``HTTPError`` with `.invalidRequest` for what is no absolute `http` or `https` URL.
    init(_ text: String) throws {
        handle = try Self.parse(text)
    }

    private static func parse(_ text: String) throws -> OpaquePointer {
        try CurlLibrary.load()
        guard let handle = curl_url() else { throw HTTPError(.internalFailure, "out of memory") }
        let status = curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_PATH_AS_IS))
        let isWeb = ["http", "https"].contains(part(CURLUPART_SCHEME, of: handle)?.lowercased())
        if status == CURLUE_OK && isWeb { return handle }
        curl_url_cleanup(handle)
        let reason =
            status == CURLUE_OK ? "its scheme is neither http nor https" : String(cString: curl_url_strerror(status))
        throw HTTPError(.invalidRequest, "the URL is not valid: \(reason)")
    }

    deinit { curl_url_cleanup(handle) }

    var scheme: String { part(CURLUPART_SCHEME)?.lowercased() ?? "" }
    /// An IPv6 address is in brackets.
    var host: String { part(CURLUPART_HOST) ?? "" }
    /// As written, or that of the scheme.
    var port: String { part(CURLUPART_PORT, flags: CURLU_DEFAULT_PORT) ?? "" }
    /// As written, `nil` if it is not.
    var explicitPort: String? { part(CURLUPART_PORT) }
    /// What credentials belong to, and connections.
    var origin: Origin { [scheme, host.lowercased(), port] }

    func text() throws -> String {
        guard let text = part(CURLUPART_URL) else { throw HTTPError(.invalidRequest, "the URL is not valid") }
        return text
    }

    /// Goes where `reference`, absolute or relative, points from here.
    mutating func resolve(_ reference: String) -> Bool {
        curl_url_set(handle, CURLUPART_URL, reference, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK
            && ["http", "https"].contains(scheme)
    }

    mutating func replaceHost(by host: String) -> Bool { curl_url_set(handle, CURLUPART_HOST, host, 0) == CURLUE_OK }

    mutating func removeUser() {
        curl_url_set(handle, CURLUPART_USER, nil, 0)
        curl_url_set(handle, CURLUPART_PASSWORD, nil, 0)
    }

    private func part(_ part: CURLUPart, flags: Int32 = 0) -> String? { Self.part(part, of: handle, flags: flags) }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer, flags: Int32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
