import CCurl
import Glibc
import SystemPackage

extension CurlEasy {
    /// Sets everything that `request` and `configuration` say.
    mutating func prepare(_ request: PreparedRequest, configuration: HTTPClientConfiguration) throws {
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_PATH_AS_IS, true)
        try set(CURLOPT_HTTP_VERSION, Int(capus_curl_http_version_2tls()))
        try set(CURLOPT_EXPECT_100_TIMEOUT_MS, 1)
        try set(CURLOPT_NOSIGNAL, true)
        try keepSocketsPrivate()
        // Otherwise giving up while a name is being resolved would wait for the resolver.
        try set(CURLOPT_QUICK_EXIT, true)
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        try set(CURLOPT_TCP_KEEPALIVE, true)
        try set(CURLOPT_BUFFERSIZE, 64 << 10)
        try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, request.timeouts.connect.wholeMilliseconds))
        if !request.hasUserAgent { try set(CURLOPT_USERAGENT, configuration.userAgent) }
        if let place = request.connectTo { try set(CURLOPT_CONNECT_TO, lines: [place]) }
        try prepareMethod(request)
        try set(CURLOPT_HTTPHEADER, lines: request.headerLines)
        try prepare(configuration.proxy)
        try prepare(configuration.tls)
        if let signature = request.original.signature {
            try set(CURLOPT_AWS_SIGV4, "aws:amz:\(signature.region):\(signature.service)")
            try set(CURLOPT_USERNAME, signature.accessKey)
            try set(CURLOPT_PASSWORD, signature.secretKey)
        }
    }

    private func prepareMethod(_ request: PreparedRequest) throws {
        let method = request.original.method
        if let body = request.enclosedBody {
            try set(CURLOPT_POSTFIELDSIZE_LARGE, offset: Int64(body.count))
            try set(CURLOPT_COPYPOSTFIELDS, bytes: body)
        } else if request.sendsBody {
            try set(CURLOPT_UPLOAD, true)
            try set(CURLOPT_INFILESIZE_LARGE, offset: request.body.length ?? -1)
        } else if method == .head {
            try set(CURLOPT_NOBODY, true)
        }
        if method != .get || request.sendsBody { try set(CURLOPT_CUSTOMREQUEST, method.rawValue) }
    }

    private func prepare(_ proxy: HTTPProxy) throws {
        // No Kerberos, which programs in pods have not (CCurlStatic).
        try set(CURLOPT_SOCKS5_AUTH, capus_curl_auth_basic())
        switch proxy.choice {
        case .environment: break
        case .none: try set(CURLOPT_PROXY, "")
        case .url(let url):
            try set(CURLOPT_PROXY, url)
            try set(CURLOPT_NOPROXY, "")
        }
    }

    private func prepare(_ tls: HTTPTLSConfiguration) throws {
        switch tls.certificateAuthority.source {
        case .system:
            let names: [String] = ["SSL_CERT_FILE", "CURL_CA_BUNDLE"]
            let files = names.lazy.compactMap { name in getenv(name).map { String(cString: $0) } }
            if let file = files.first(where: { !$0.isEmpty }) {
                try set(CURLOPT_CAINFO, file)
                try set(CURLOPT_PROXY_CAINFO, file)
            }
        case .pem(let data):
            try set(CURLOPT_CAINFO_BLOB, blob: data)
            // What libcurl was built with would be trusted beside it.
            try set(CURLOPT_CAPATH, nil)
        case .file(let path):
            try set(CURLOPT_CAINFO, path.string)
            try set(CURLOPT_CAPATH, nil)
            // Otherwise libcurl would not look at the file again for a day, and authorities are replaced under way.
            try set(CURLOPT_CA_CACHE_TIMEOUT, 0)
        }
        if let own = tls.clientCertificate {
            try set(CURLOPT_SSLCERT_BLOB, blob: own.certificate)
            try set(CURLOPT_SSLKEY_BLOB, blob: own.key)
        }
        if tls.verification.insecureReason != nil {
            try set(CURLOPT_SSL_VERIFYPEER, false)
            try set(CURLOPT_SSL_VERIFYHOST, 0)
        }
    }
}

extension Duration {
    /// Rounded up, and no more than a C `long` of 32 bits takes.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
