import ApusCore
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage

/// A plugin that a test writes: a Python program that serves an artifact store in a folder, and misbehaves as told.
struct TestPlugin {
    let path: FilePath

    /// - Parameters:
    ///   - changes: Python statements that see `order` before it is answered, with what they need imported.
    ///   - about: JSON members that the plugin's introduction has in place of the usual ones.
    init(
        in folder: FilePath, named name: String = "folder", before changes: String = "pass", about: String = "{}"
    ) throws {
        path = folder.appending("\(name).py")
        let indented = changes.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n    ")
        let text = Self.program.replacing("NAME", with: name).replacing("ABOUT_CHANGES", with: about)
            .replacing("    CHANGES", with: "    \(indented)")
        // By another process, so that none which this one starts meanwhile can hold the program open for writing.
        let write = "printf %s \"$1\" > \"$2\" && chmod 755 \"$2\""
        try ChildProgram.run(["sh", "-c", write, "sh", text, path.string])
    }

    /// A host whose plugins say on standard error what they like.
    static func host(_ environment: [String: String] = ["PATH": "/usr/bin:/bin"]) -> PluginHost {
        PluginHost(
            programs: BuildFolder.path, environment: environment, startLimit: .seconds(120),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// A component of the plugin's only flavor.
    static func store(_ plugin: InstalledPlugin, in host: PluginHost, folder: FilePath) throws -> any ArtifactStore {
        let flavors = plugin.flavors(in: host)
        let component = Component(
            type: .artifactStore, name: "mine", flavor: flavors[0].name,
            configuration: ["path": .string(folder.string)], createdAt: Date())
        let context = ComponentContext(component: component, home: folder, logger: Logger(label: "test"))
        guard let store = try flavors[0].make(context) as? any ArtifactStore else {
            throw ApusError(.internalFailure, "the flavor made no artifact store")
        }
        return store
    }

    private static let program = """
        #!/usr/bin/python3
        import json, os, shutil, signal, struct, sys, time

        ABOUT = {"protocol": 1, "name": "NAME", "version": "1.0", "summary": "A folder", "flavors": [{
            "type": "artifact_store", "name": "NAME", "summary": "A folder", "address": "folder://{path}",
            "options": [{"name": "path", "required": True}, {"name": "token", "secret": True}]}]}
        ABOUT.update(ABOUT_CHANGES)
        root = None
        count = 0

        class Failure(Exception):
            pass

        def answer(call, a):
            global root
            if call == "hello":
                if 1 not in a["protocols"]: raise Failure("unsupported", "version 1 only")
                return ABOUT
            if call == "open":
                root = a["options"]["path"]
                os.makedirs(root, exist_ok=True)
                return {}
            if call == "verify": return {}
            if not call.startswith("artifact_store."): raise Failure("unsupported", "no request '%s'" % call)
            place = os.path.join(root, a.get("key", ""))
            if call == "artifact_store.write":
                os.makedirs(os.path.dirname(place), exist_ok=True)
                shutil.copyfile(a["file"], root + ".partial")
                os.replace(root + ".partial", place)
                return {}
            if call == "artifact_store.read":
                if not os.path.isfile(place): raise Failure("not_found", "there is no '%s'" % a["key"])
                shutil.copyfile(place, a["file"])
                return {"isWhole": True}
            if call == "artifact_store.size":
                try: return {"size": os.path.getsize(place) if os.path.isfile(place) else None}
                except OSError as error: raise Failure("invalid_argument", str(error))
            if call == "artifact_store.delete":
                if os.path.isfile(place): os.remove(place)
                return {}
            if call == "artifact_store.keys":
                found = [os.path.relpath(os.path.join(f, n), root) for f, _, ns in os.walk(root) for n in ns]
                found = sorted(k for k in found if k > a.get("after", ""))
                return {"keys": found[:3], "isComplete": len(found) <= 3}
            raise Failure("unsupported", "no request '%s'" % call)

        def send(data):
            sys.stdout.buffer.write(struct.pack(">I", len(data)) + data)
            sys.stdout.buffer.flush()

        def before(order):
            global count
            count += 1
            CHANGES

        if "APUS_PLUGIN_COOKIE" not in os.environ:
            print("a plugin of Apus", file=sys.stderr)
            sys.exit(64)
        while header := sys.stdin.buffer.read(4):
            order = json.loads(sys.stdin.buffer.read(struct.unpack(">I", header)[0]))
            if "call" not in order: continue
            before(order)
            try: reply = {"id": order["id"], "result": answer(order["call"], order["arguments"])}
            except Failure as failure:
                reply = {"id": order["id"], "error": {"code": failure.args[0], "summary": failure.args[1]}}
            send(json.dumps(reply).encode())
        """
}
