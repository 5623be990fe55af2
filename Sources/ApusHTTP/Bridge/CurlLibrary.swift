import CCurl

/// libcurl's own state, set up once for the process.
enum CurlLibrary {
    private static let status: CURLcode = curl_global_init(Int(capus_curl_global_default()))

    static func start() throws {
        guard status == CURLE_OK else {
            throw HTTPError(.internalFailure, "libcurl cannot start: \(String(cString: curl_easy_strerror(status)))")
        }
    }
}
