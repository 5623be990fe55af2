import ApusHTTP
import ApusTestKit
import FoundationEssentials
import SystemPackage

/// Certificates made for one test: an authority `ca`, what it signed, and an authority `other` that signed nothing.
struct TestCertificates {
    let folder: FilePath

    init(in folder: FilePath) throws {
        self.folder = folder
        for name in ["ca", "other"] { try make(name, signedBy: nil) }
        try make("server", signedBy: "ca", names: "IP:127.0.0.1")
        try make("named", signedBy: "ca", names: "DNS:inside.test")
        try make("client", signedBy: "ca")
        try make("stranger", signedBy: "other")
    }

    func certificate(_ name: String) -> String { folder.appending("\(name).pem").string }
    func key(_ name: String) -> String { folder.appending("\(name).key").string }
    func pem(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: certificate(name))) }

    func client(_ name: String) throws -> HTTPTLSConfiguration.ClientCertificate {
        HTTPTLSConfiguration.ClientCertificate(
            certificate: try pem(name), key: try Data(contentsOf: URL(filePath: key(name))))
    }

    private func make(_ name: String, signedBy authority: String?, names: String? = nil) throws {
        var words = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=\(name)", "-keyout", key(name), "-out", certificate(name),
        ]
        if let authority { words += ["-CA", certificate(authority), "-CAkey", key(authority)] }
        if let names { words += ["-addext", "subjectAltName=\(names)"] }
        try ChildProgram.run(words)
    }
}
