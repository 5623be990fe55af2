import HTTPTypes
import Hummingbird

/// What browsers are told not to do with answers of the server.
enum DashboardSecurity {
    /// For the pages: scripts and styles come from the server's own files alone, and nobody frames them
    /// (https://www.w3.org/TR/CSP3/). `blob:` and `data:` are for images in artifacts.
    static let headers = fields(
        policy: """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
            form-action 'self'; frame-ancestors 'none'; base-uri 'none'
            """)

    /// For what users made: it is shown as nothing but bytes, also when somebody opens it by its address.
    static let contentHeaders = fields(policy: "default-src 'none'; frame-ancestors 'none'; sandbox")

    private static func fields(policy: String) -> HTTPFields {
        var fields = HTTPFields()
        let values = [
            ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        for (name, value) in values {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }
}
