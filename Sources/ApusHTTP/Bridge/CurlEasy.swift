import CCurl
import FoundationEssentials

/// Owns one of libcurl's easy handles, and what it only borrows. Used by one thread at a time.
struct CurlEasy: ~Copyable {
    let handle: UnsafeMutableRawPointer
    private let message: UnsafeMutablePointer<CChar>
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    init() throws {
        try CurlLibrary.start()
        guard let handle = curl_easy_init() else { throw HTTPError(.internalFailure, "libcurl has no handle") }
        self.handle = handle
        let size = capus_curl_error_size()
        message = .allocate(capacity: size)
        message.initialize(repeating: 0, count: size)
        // Without it there would only be less to say about failures.
        _ = capus_curl_easy_set_pointer(handle, CURLOPT_ERRORBUFFER, message)
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
        message.deallocate()
    }

    /// What libcurl said of the failure, which may be more than the code's name.
    func explanation(of code: CURLcode) -> String {
        let text = String(cString: message)
        return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    }

    func set(_ option: CURLoption, _ value: Int) throws { try check(capus_curl_easy_set_long(handle, option, value)) }
    func set(_ option: CURLoption, _ value: Bool) throws { try set(option, value ? 1 : 0) }

    func set(_ option: CURLoption, offset value: Int64) throws {
        try check(capus_curl_easy_set_offset(handle, option, curl_off_t(value)))
    }

    func set(_ option: CURLoption, _ value: String?) throws {
        try check(capus_curl_easy_set_string(handle, option, value))
    }

    func set(_ option: CURLoption, blob: Data) throws {
        try blob.withUnsafeBytes {
            try check(capus_curl_easy_set_blob(handle, option, $0.baseAddress, $0.count))
        }
    }

    /// libcurl copies the bytes, as many as an option that was set before says.
    func set(_ option: CURLoption, bytes: Data) throws {
        try bytes.withUnsafeBytes {
            try check(capus_curl_easy_set_pointer(handle, option, UnsafeMutableRawPointer(mutating: $0.baseAddress)))
        }
    }

    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) throws {
        try check(capus_curl_easy_set_pointer(handle, option, pointer))
    }

    func set(_ option: CURLoption, callback: capus_curl_data_callback) throws {
        try check(capus_curl_easy_set_data_callback(handle, option, callback))
    }

    /// Lets no program that is started meanwhile inherit the connection.
    func keepSocketsPrivate() throws { try check(capus_curl_easy_keep_sockets_private(handle)) }

    func set(seekCallback: capus_curl_seek_callback) throws {
        try check(capus_curl_easy_set_seek_callback(handle, seekCallback))
    }

    mutating func set(_ option: CURLoption, lines: [String]) throws {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                throw HTTPError(.internalFailure, "out of memory")
            }
            list = longer
        }
        guard let list else { return }
        lists.append(list)
        try check(capus_curl_easy_set_list(handle, option, list))
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return capus_curl_easy_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return capus_curl_easy_get_offset(handle, info, &value) == CURLE_OK ? Int64(value) : 0
    }

    /// What ``set(_:pointer:)`` set as `CURLOPT_PRIVATE`; libcurl also has handles of its own, without it.
    static func privatePointer(of handle: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        var value: UnsafeMutableRawPointer?
        return capus_curl_easy_get_pointer(handle, CURLINFO_PRIVATE, &value) == CURLE_OK ? value : nil
    }

    private func check(_ code: CURLcode) throws {
        guard code == CURLE_OK else {
            throw HTTPError(.internalFailure, "libcurl refuses an option: \(String(cString: curl_easy_strerror(code)))")
        }
    }
}
