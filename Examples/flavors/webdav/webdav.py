#!/usr/bin/env python3
"""An artifact store on any WebDAV server (RFC 4918): apus flavor register Examples/flavors/webdav/webdav.py"""
import base64
import http.client
import json
import os
import shutil
import struct
import sys
import urllib.parse
import xml.etree.ElementTree as xml
ABOUT = {
    "protocol": 1, "name": "webdav", "version": "1.0.0", "summary": "Artifacts on a WebDAV server",
    "flavors": [{
        "type": "artifact_store", "name": "webdav", "summary": "A folder on a WebDAV server", "isRemote": True,
        "address": "{url}",
        "options": [
            {"name": "url", "required": True, "help": "The folder's URL", "example": "https://dav.example.org/apus"},
            {"name": "username", "help": "Who to be, where the server asks"},
            {"name": "password", "secret": True, "help": "The user's password"}]}]}
CODES = {301: "not_found", 401: "unauthorized", 403: "forbidden", 404: "not_found", 507: "storage_full"}

class Failure(Exception):
    def __init__(self, code, summary, reason=None):
        self.answer = {"code": code, "summary": summary, "reason": reason}

class Folder:
    def __init__(self, options):
        self.url = urllib.parse.urlsplit(options["url"].rstrip("/") + "/")
        if self.url.scheme not in ("http", "https") or not self.url.netloc:
            raise Failure("invalid_configuration", f"'{options['url']}' is no URL of a WebDAV server")
        kind = http.client.HTTPSConnection if self.url.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(self.url.netloc, timeout=60)
        pair = base64.b64encode(f"{options.get('username')}:{options.get('password')}".encode()).decode()
        self.headers = {"Authorization": f"Basic {pair}"} if "username" in options else {}

    def path(self, key):
        """A file is called =NAME, so that no folder has its name; some servers hide what begins with a dot."""
        *folders, name = key.replace("%", "%25").split("/")
        folders = [f"%{ord(f[0]):X}{f[1:]}" if f[0] in ".=" else f for f in folders]
        return self.url.path + urllib.parse.quote("/".join(folders + ["=" + name]))

    def ask(self, method, path, body=None, take=None, allowed=(), **headers):
        for is_last in (False, True):  # the server may have closed an idle connection
            try:
                content = open(body, "rb") if body else None
                self.connection.request(method, path, body=content, headers={**self.headers, **headers})
                response = self.connection.getresponse()
                break
            except (OSError, http.client.HTTPException) as error:
                self.connection.close()
                if is_last:
                    raise Failure("unavailable", f"{self.url.geturl()} cannot be reached", str(error))
        if take and response.status in (200, 206):
            with open(take, "wb") as file:
                shutil.copyfileobj(response, file, 1 << 20)
        data = response.read()
        if response.status < 300 or response.status in allowed:
            return response.status, response, data
        code = CODES.get(response.status, "unavailable")
        raise Failure(code, f"the server refuses to {method} {path}", f"it answers {response.status} {response.reason}")

    def verify(self, _): self.ask("OPTIONS", self.url.path)

    def write(self, a):
        target, partial = self.path(a["key"]), f"{self.url.path}.partial-{os.getpid()}"
        for end in (index for index, letter in enumerate(target) if letter == "/" and index):
            self.ask("MKCOL", target[:end + 1], allowed=(301, 403, 405))
        self.ask("PUT", partial, body=a["file"], **{"Content-Length": str(a["length"])})
        self.ask("MOVE", partial, Destination=target, Overwrite="T")

    def read(self, a):
        wanted = {"Range": f"bytes={a['offset']}-{a['offset'] + a['count'] - 1}"} if a.get("count") else {}
        status, _, _ = self.ask("GET", self.path(a["key"]), take=a["file"], allowed=(416,), **wanted)
        return {"isWhole": status == 200}

    def size(self, a):
        status, response, _ = self.ask("HEAD", self.path(a["key"]), allowed=(301, 404))
        return {"size": int(response.headers["Content-Length"]) if status == 200 else None}

    def delete(self, a): self.ask("DELETE", self.path(a["key"]), allowed=(404, 409))

    def keys(self, a):
        root, keys, folders = urllib.parse.unquote(self.url.path), [], [self.url.path]
        while folders:
            folder = folders.pop()
            status, _, data = self.ask("PROPFIND", folder, Depth="1", allowed=(404,))
            for entry in xml.fromstring(data).iter("{DAV:}response") if status != 404 else ():
                path = urllib.parse.unquote(urllib.parse.urlsplit(entry.find("{DAV:}href").text).path)
                head, slash, name = path[len(root):].rpartition("/")
                if entry.find(".//{DAV:}collection") is None:
                    keys += [urllib.parse.unquote(head + slash + name[1:])] if name[0] == "=" else []
                elif path.rstrip("/") != urllib.parse.unquote(folder).rstrip("/"):
                    folders.append(urllib.parse.quote(path.rstrip("/") + "/"))
        return {"keys": [key for key in keys if key.startswith(a["prefix"])]}

def answer(request, opened={}):
    call, arguments = request["call"], request["arguments"]
    name = call.removeprefix("artifact_store.")
    if call == "hello" and 1 in arguments["protocols"]:
        return ABOUT
    if call == "open":
        return opened.update({request["component"]: Folder(arguments["options"])}) or {}
    if name in ("verify", "write", "read", "size", "delete", "keys"):
        return getattr(opened[request["component"]], name)(arguments) or {}
    raise Failure("unsupported", f"version 1 of the plugin protocol has no request '{call}' like this")

if "APUS_PLUGIN_COOKIE" not in os.environ:
    sys.exit(print("This is a plugin of Apus: apus flavor register PATH", file=sys.stderr) or 64)
while header := sys.stdin.buffer.read(4):
    order = json.loads(sys.stdin.buffer.read(struct.unpack(">I", header)[0]))
    if "call" in order:  # what else comes is the wish to give a request up, which is read too late here
        try:
            reply = {"id": order["id"], "result": answer(order)}
        except Failure as failure:
            reply = {"id": order["id"], "error": failure.answer}
        data = json.dumps(reply).encode()
        sys.stdout.buffer.write(struct.pack(">I", len(data)) + data)
        sys.stdout.buffer.flush()
