import CCurl
public import SystemPackage

/// libcurl, which a program has inside or loads when it first speaks HTTP, and its own state, set up once.
public enum CurlLibrary {
    private static let status: CURLcode = curl_global_init(Int(capus_curl_global_default()))

    /// The file on this machine that it is loaded from.
    /// - Throws: ``HTTPError`` with `.internalFailure` when it cannot be loaded, or is a part of the program.
    public static func path() throws -> FilePath {
        try load()
        guard let path = capus_curl_path() else {
            throw HTTPError(.internalFailure, "libcurl was loaded from no file")
        }
        return FilePath(String(cString: path))
    }

    static func load() throws {
        guard let reason = capus_curl_load() else { return }
        throw HTTPError(
            .internalFailure, "libcurl, Debian's package 'libcurl4', cannot be loaded: \(String(cString: reason))")
    }

    static func start() throws {
        try load()
        guard status == CURLE_OK else {
            throw HTTPError(.internalFailure, "libcurl cannot start: \(String(cString: curl_easy_strerror(status)))")
        }
    }
}
