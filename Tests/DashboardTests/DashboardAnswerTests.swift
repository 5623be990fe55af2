import ApusAPI
import ApusHTTP
import ApusModel
import FoundationEssentials
import SystemPackage
import Testing

/// What the server answers browsers, without one.
@Suite struct DashboardAnswerTests {
    private let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))

    @Test(arguments: [
        "/", "/login", "/runs", "/runs/r1", "/runs/r1/steps/a", "/stacks", "/components/new", "/accounts", "/device",
    ])
    func `each address of a page is the same document, with a strict policy`(path: String) async throws {
        try await Site.with { site in
            let page = try await client.send(HTTPRequest(.get, site.url + path))
            #expect(page.status == 200 && page.headers["Content-Type"] == "text/html; charset=utf-8")
            let policy = page.headers["Content-Security-Policy"] ?? ""
            #expect(policy.contains("default-src 'none'; script-src 'self'; style-src 'self'"))
            #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
            #expect(page.headers["X-Content-Type-Options"] == "nosniff")
            #expect(page.headers["Referrer-Policy"] == "same-origin")
            let text = String(decoding: page.body, as: UTF8.self)
            #expect(!text.contains("onclick") && !text.contains("style=") && !text.contains("http"))
        }
    }

    @Test func `all files are there, are small together, and are not sent again`() async throws {
        try await Site.with { site in
            let text = String(decoding: try await client.send(HTTPRequest(.get, site.url + "/")).body, as: UTF8.self)
            var open = text.split(separator: "\"").filter { $0.hasPrefix("/assets/") }.map { String($0.dropFirst(8)) }
            var sizes: [String: Int] = ["": text.utf8.count]
            while let name = open.popLast() {
                if sizes[name] != nil { continue }
                let file = try await client.send(HTTPRequest(.get, "\(site.url)/assets/\(name)"))
                try #require(file.status == 200, "\(name)")
                sizes[name] = file.body.count
                let tag = try #require(file.headers["ETag"])
                let again = try await client.send(
                    HTTPRequest(.get, "\(site.url)/assets/\(name)", headers: ["If-None-Match": tag]))
                #expect(again.status == 304 && again.body.isEmpty && again.headers["ETag"] == tag)
                open += String(decoding: file.body, as: UTF8.self).split(separator: "\"")
                    .filter { $0.hasPrefix("./") && $0.hasSuffix(".js") }.map { String($0.dropFirst(2)) }
            }
            #expect(sizes.count > 15 && sizes.values.reduce(0, +) < 300_000)
            #expect(try await client.send(HTTPRequest(.get, site.url + "/assets/none.js")).status == 404)
            #expect(try await client.send(HTTPRequest(.get, site.url + "/assets/..%2Findex.html")).status == 404)
        }
    }

    @Test func `the cookie is out of the reach of scripts and of other sites, and good for nothing without the header`()
        async throws
    {
        try await Site.with { site in
            let body = try CanonicalJSON.encode(LoginRequest(name: "admin", password: SecretString(site.password)))
            func begin(_ headers: HTTPHeaders) async throws -> HTTPBufferedResponse {
                try await client.send(
                    HTTPRequest(.post, site.url + "/api/v1/session", headers: headers, body: .bytes(body)))
            }
            #expect(try await begin(["Content-Type": "text/plain"]).status == 400)
            let begun = try await begin(["Content-Type": "application/json"])
            let cookie = try #require(begun.headers["Set-Cookie"])
            for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=604800"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Secure"))
            let proxied = try await begin(["Content-Type": "application/json", "X-Forwarded-Proto": "https"])
            #expect(proxied.headers["Set-Cookie"]?.contains("Secure") == true)

            let pair = String(cookie.prefix { $0 != ";" })
            let session = try CanonicalJSON.decode(BrowserSession.self, from: begun.body)
            #expect(!pair.contains(session.csrf) && session.account.name == "admin")
            let answer = try await client.send(
                HTTPRequest(.get, site.url + "/api/v1/session", headers: ["Cookie": pair]))
            #expect(try CanonicalJSON.decode(BrowserSession.self, from: answer.body) == session)
            func end(_ headers: HTTPHeaders) async throws -> HTTPBufferedResponse {
                try await client.send(HTTPRequest(.delete, site.url + "/api/v1/session", headers: headers))
            }
            #expect(try await end(["Cookie": pair]).status == 403)
            #expect(try await end(["Cookie": pair, "X-Apus-CSRF": "00"]).status == 403)
            let ended = try await end(["Cookie": pair, "X-Apus-CSRF": session.csrf])
            #expect(ended.status == 204 && ended.headers["Set-Cookie"]?.contains("Max-Age=0") == true)
            #expect(try await end(["Cookie": pair, "X-Apus-CSRF": session.csrf]).status == 401)
        }
    }

    @Test func `an artifact is bytes to a browser, whatever is in it`() async throws {
        try await Site.with { site in
            let run = try await PlayedRun.finished(site, "digits-1")
            let key = try Data(contentsOf: URL(filePath: site.folder.appending("server/api-key").string))
            let headers: HTTPHeaders = ["Authorization": "Bearer \(String(decoding: key, as: UTF8.self).trimmed)"]
            let address = "\(site.url)/api/v1/runs/\(run.run.id)/steps/evaluate/outputs/metrics/content"
            let content = try await client.send(HTTPRequest(.get, address, headers: headers))
            #expect(content.status == 200 && String(decoding: content.body, as: UTF8.self).contains("accuracy"))
            #expect(content.headers["Content-Type"] == "application/octet-stream")
            #expect(content.headers["Content-Disposition"] == "attachment")
            #expect(content.headers["Content-Security-Policy"]?.contains("sandbox") == true)
            let start = try await client.send(HTTPRequest(.get, address + "?limit=4", headers: headers))
            #expect(start.body.count == 4)
            let none = try await client.send(
                HTTPRequest(
                    .get, "\(site.url)/api/v1/runs/\(run.run.id)/steps/evaluate/outputs/none/content", headers: headers)
            )
            #expect(none.status == 404)
        }
    }
}
