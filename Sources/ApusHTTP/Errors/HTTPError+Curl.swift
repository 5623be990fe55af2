import CCurl
import FoundationEssentials
import Glibc

extension HTTPError {
    /// What a failed transfer means, or `nil` if it did not fail.
    /// - Parameters:
    ///   - hasHead: whether the response's headers were here.
    ///   - usesProxy: whether nothing but a proxy was connected to.
    init?(_ curl: CURLcode, of easy: borrowing CurlEasy, hasHead: Bool, usesProxy: Bool) {
        if curl == CURLE_OK { return nil }
        let text = easy.explanation(of: curl)
        let tunnelStatus = easy.long(CURLINFO_HTTP_CONNECTCODE)
        if tunnelStatus != 0, !(200..<300).contains(tunnelStatus), !hasHead {
            self.init(.proxyFailed, "the proxy refused with status \(tunnelStatus)")
        } else if Self.isCertificateAlert(text) {
            self.init(.clientCertificateRejected, text)
        } else if curl == CURLE_SSL_CONNECT_ERROR, [ECONNRESET, EPIPE].contains(CInt(easy.long(CURLINFO_OS_ERRNO))) {
            self.init(.connectionLost, text)
        } else {
            self.init(Self.code(of: curl, hasHead: hasHead, usesProxy: usesProxy), text)
        }
    }

    /// In TLS 1.3 a server refuses a client certificate after the handshake, and libcurl then only says that reading
    /// failed, with OpenSSL's name of the alert.
    private static func isCertificateAlert(_ text: String) -> Bool {
        guard let alert = text.firstRange(of: " alert ") else { return false }
        let name = text[alert.upperBound...]
        return name.contains("certificate") || name.contains("unknown ca") || name.contains("access denied")
    }

    private static func code(of curl: CURLcode, hasHead: Bool, usesProxy: Bool) -> Code {
        switch curl {
        case CURLE_COULDNT_RESOLVE_HOST: .nameResolutionFailed
        case CURLE_COULDNT_CONNECT: usesProxy ? .proxyFailed : .connectionFailed
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxyFailed
        case CURLE_OPERATION_TIMEDOUT: .connectTimedOut
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: .tlsVerificationFailed
        case CURLE_SSL_CLIENTCERT: .clientCertificateRejected
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CRL_BADFILE:
            .invalidTLSConfiguration
        case CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED: .tlsFailed
        case CURLE_URL_MALFORMAT: .invalidRequest
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND,
            CURLE_HTTP2,
            CURLE_HTTP2_STREAM:
            hasHead ? .truncated : .connectionLost
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .protocolError
        default: .internalFailure
        }
    }
}
