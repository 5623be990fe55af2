import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

/// Debian's `docker-registry` with a password and an empty base image, for as long as a test runs.
struct PasswordRegistry: ~Copyable {
    private static let program = "/usr/bin/docker-registry"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    static let username = "somebody"
    static let password = "correct-horse"

    /// Host, port and path.
    let uri: String
    private let process: ChildProgram

    /// - Parameter folder: holds its files. The base image is `base:1`.
    static func start(in folder: FilePath, _ terminal: Terminal) async throws -> PasswordRegistry {
        let port = try FreePort.take()
        let passwords = folder.appending("passwords").string
        try ChildProgram.run(["htpasswd", "-Bbc", passwords, username, password])
        let configuration = """
            version: 0.1
            log: {level: error}
            http: {addr: '127.0.0.1:\(port)', secret: test}
            storage: {filesystem: {rootdirectory: '\(folder.appending("images").string)'}}
            auth: {htpasswd: {realm: test, path: '\(passwords)'}}
            """
        let file = folder.appending("registry.yml").string
        try Data(configuration.utf8).write(to: URL(filePath: file))
        let registry = PasswordRegistry(
            uri: "127.0.0.1:\(port)/team", process: try ChildProgram([program, "serve", file]))
        let pushed = try await terminal.run(["python3", "-c", push, String(port), "\(username):\(password)"])
        try #require(pushed.status == 0, "\(pushed)")
        return registry
    }

    private static let push = """
        import base64, gzip, hashlib, io, json, sys, tarfile, time, urllib.request
        server = "http://127.0.0.1:" + sys.argv[1]
        basic = "Basic " + base64.b64encode(sys.argv[2].encode()).decode()
        def send(method, url, data=None, kind="application/octet-stream"):
            url = url if url.startswith("http") else server + url
            headers = {"Authorization": basic, "Content-Type": kind}
            return urllib.request.urlopen(urllib.request.Request(url, data=data, method=method, headers=headers))
        for attempt in range(600):
            try:
                send("GET", "/v2/")
                break
            except OSError:
                time.sleep(0.05)
        def digest(data):
            return "sha256:" + hashlib.sha256(data).hexdigest()
        def blob(data, kind):
            place = send("POST", "/v2/team/base/blobs/uploads/", b"").headers["Location"]
            send("PUT", place + ("&" if "?" in place else "?") + "digest=" + digest(data), data)
            return {"mediaType": kind, "digest": digest(data), "size": len(data)}
        memory = io.BytesIO()
        tarfile.open(fileobj=memory, mode="w").close()
        layers = {"type": "layers", "diff_ids": [digest(memory.getvalue())]}
        config = {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": layers}
        kind = "application/vnd.oci.image."
        manifest = {
            "schemaVersion": 2, "mediaType": kind + "manifest.v1+json",
            "config": blob(json.dumps(config).encode(), kind + "config.v1+json"),
            "layers": [blob(gzip.compress(memory.getvalue()), kind + "layer.v1.tar+gzip")]}
        send("PUT", "/v2/team/base/manifests/1", json.dumps(manifest).encode(), manifest["mediaType"])
        """
}
