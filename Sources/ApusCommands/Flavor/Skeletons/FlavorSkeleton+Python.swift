extension FlavorSkeleton {
    static let python = [
        Skeleton.File(path: "FLAVOR_NAME.py", text: program, isExecutable: true),
        Skeleton.File(path: "test.sh", text: test, isExecutable: true),
    ]

    private static let program = #"""
        #!/usr/bin/env python3
        """The artifact store flavor FLAVOR_NAME: keeps artifacts in a folder. Change what Folder does."""
        import json
        import os
        import shutil
        import struct
        import sys
        import urllib.parse

        ABOUT = {
            "protocol": 1, "name": "FLAVOR_NAME", "version": "0.1.0", "summary": "Artifacts in a folder",
            "flavors": [{
                "type": "artifact_store", "name": "FLAVOR_NAME", "summary": "A folder", "address": "FLAVOR_NAME://{path}",
                "options": [{"name": "path", "required": True, "help": "The folder", "example": "/data/artifacts"}],
            }],
        }


        class Failure(Exception):
            def __init__(self, code, summary, reason=None):
                self.answer = {"code": code, "summary": summary, "reason": reason}


        class Folder:
            def __init__(self, options):
                self.root = options["path"]

            def place(self, key):
                return os.path.join(self.root, urllib.parse.quote(key, safe=""))  # a flat folder

            def verify(self, arguments):
                os.makedirs(self.root, exist_ok=True)

            def write(self, arguments):  # the content is in a file, and has to be there whole or not at all
                os.makedirs(self.root, exist_ok=True)
                aside = os.path.join(self.root, f"%partial-{os.getpid()}")
                shutil.copyfile(arguments["file"], aside)
                os.replace(aside, self.place(arguments["key"]))

            def read(self, arguments):
                place = self.place(arguments["key"])
                if not os.path.isfile(place):
                    raise Failure("not_found", f"there is nothing under '{arguments['key']}'")
                shutil.copyfile(place, arguments["file"])
                return {"isWhole": True}

            def size(self, arguments):
                place = self.place(arguments["key"])
                return {"size": os.path.getsize(place) if os.path.isfile(place) else None}

            def delete(self, arguments):
                if os.path.isfile(self.place(arguments["key"])):
                    os.remove(self.place(arguments["key"]))

            def keys(self, arguments):
                names = os.listdir(self.root) if os.path.isdir(self.root) else []
                keys = [urllib.parse.unquote(name) for name in names if not name.startswith("%partial-")]
                return {"keys": [key for key in keys if key.startswith(arguments["prefix"])]}


        def answer(request, opened={}):
            call, arguments = request["call"], request["arguments"]
            name = call.removeprefix("artifact_store.")
            if call == "hello" and 1 in arguments["protocols"]:
                return ABOUT
            if call == "open":
                opened[request["component"]] = Folder(arguments["options"])
                return {}
            if name in ("verify", "write", "read", "size", "delete", "keys"):
                try:
                    return getattr(opened[request["component"]], name)(arguments) or {}
                except OSError as error:
                    raise Failure("unavailable", f"'{call}' failed", str(error))
            raise Failure("unsupported", f"version 1 of the plugin protocol has no request '{call}' like this")


        def main():
            if "APUS_PLUGIN_COOKIE" not in os.environ:
                print("This is a plugin of Apus, which starts it: apus flavor register PATH", file=sys.stderr)
                return 64
            while header := sys.stdin.buffer.read(4):
                order = json.loads(sys.stdin.buffer.read(struct.unpack(">I", header)[0]))
                if "call" not in order:
                    continue  # the wish to give a request up, which is read too late here
                try:
                    reply = {"id": order["id"], "result": answer(order)}
                except Failure as failure:
                    reply = {"id": order["id"], "error": failure.answer}
                data = json.dumps(reply).encode()
                sys.stdout.buffer.write(struct.pack(">I", len(data)) + data)
                sys.stdout.buffer.flush()
            return 0


        sys.exit(main())

        """#

    private static let test = """
        #!/bin/sh
        # Tries the plugin against the contract of artifact stores.
        set -eu
        cd "$(dirname "$0")"
        folder=$(mktemp -d)
        trap 'rm -rf "$folder"' EXIT
        apus flavor test FLAVOR_NAME.py --path="$folder/artifacts"

        """
}
